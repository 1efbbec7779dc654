"""Shell scripts to the programs they start: words, variables, arrays, loops; what is not known stays opaque."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archlint.sources import Opaque, Sweep, parse
from archlint.sources.shell_source import OPEN


def commands(text):
    return [document for document in parse(text, "x.sh") if document.value is not None]


def arguments(text):
    (document,) = commands(text)
    return document.value["arguments"]


def is_whole(text):
    (document,) = commands(text)
    return not document.cache[OPEN]


@pytest.mark.parametrize(
    ("command", "program"),
    [
        ("python train.py --a 1", "train.py"),
        ("python3 -u tools/train.py --a 1", "tools/train.py"),
        ("/opt/conda/bin/python3.10 -W ignore train.py --a 1", "train.py"),
        ("python -m package.train --a 1", "package.train"),
        ("CUDA_VISIBLE_DEVICES=0,1 OMP_NUM_THREADS=1 python train.py --a 1", "train.py"),
        ("torchrun --nproc_per_node 8 --master_port=29500 pretrain_gpt.py --a 1", "pretrain_gpt.py"),
        ("python -m torch.distributed.launch --nproc_per_node=8 --use_env main.py --a 1", "main.py"),
        ("python -m torch.distributed.run --nnodes 2 -m package.train --a 1", "package.train"),
        ("accelerate launch --num_processes 4 --config_file a.yaml train.py --a 1", "train.py"),
        ("deepspeed --num_gpus 8 train.py --a 1", "train.py"),
        ("fairseq-train --a 1", "fairseq-train"),
        ("srun --ntasks 8 python -u train.py --a 1", "train.py"),
        ("nohup python train.py --a 1 > log.txt 2>&1 &", "train.py"),
        ("$PYTHON train.py --a 1", "train.py"),
        ("${LAUNCHER} pretrain_gpt.py --a 1", "pretrain_gpt.py"),
        ("./train.py --a 1", "./train.py"),
        ("cd x && python train.py --a 1 | tee log", "train.py"),
        ("(python train.py --a 1)", "train.py"),
        ("if true; then python train.py --a 1; fi", "train.py"),
        ("while true; do\n  python train.py --a 1\ndone", "train.py"),
        ("case $x in\n  a) python train.py --a 1 ;;\nesac", "train.py"),
        ("run() {\n  python train.py --a 1\n}\nrun", "train.py"),
        ('cmd="python train.py --a 1"\neval $cmd', "train.py"),
        ('cmd="torchrun train.py --a 1 2>&1 | tee log"\neval "$cmd"', "train.py"),
    ],
)  # fmt: skip
def test_programs(command, program):
    (document,) = commands(command + "\n")
    assert document.value["program"] == program
    assert document.value["arguments"] == {"a": 1}


@pytest.mark.parametrize(
    "text",
    [
        "echo python train.py --a 1",
        "python -c 'print(1)' --a 1",
        "python",
        "pip install python",
        "# python train.py --a 1",
        "cat <<EOF\npython train.py --a 1\nEOF",
        "cat > job.sh <<-'END'\n\tpython train.py --a 1\n\tEND\n",
        "ls *.py",
        "'python train.py --a 1",
        "x=$(python train.py --a 1)",
        "`python train.py --a 1`",
        "",
        "\n\n",
        ")",
        "done fi esac }",
    ],
)
def test_what_starts_no_program(text):
    assert commands(text) == []


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("--a 1", {"a": 1}),
        ("--a=1", {"a": 1}),
        ("-a 1", {"a": 1}),
        ("--a-b_c 1", {"a_b_c": 1}),
        ("--flag", {"flag": True}),
        ("--flag --a 1", {"flag": True, "a": 1}),
        ("--a 1 2 3", {"a": [1, 2, 3]}),
        ("--a 1 --a 2", {"a": 2}),
        ("--a -1 --b -5e-4 --c .5", {"a": -1, "b": -5e-4, "c": 0.5}),
        ("--a True --b none", {"a": "True", "b": "none"}),
        ("--a 'x y' --b \"z\" --c u\\ v", {"a": "x y", "b": "z", "c": "u v"}),
        ("--a ''", {"a": ""}),
        ('--a="x=1"', {"a": "x=1"}),
        ("--a \\\n  1 \\\n  --b 2", {"a": 1, "b": 2}),
        ("--a '{\"x\": 1}'", {"a": '{"x": 1}'}),
        ("--a x#y # --b 2", {"a": "x#y"}),
        ("--a 1 > log --b 2", {"a": 1, "b": 2}),
        ("--a 1 <<< text", {"a": 1}),
    ],
)
def test_arguments(words, expected):
    assert arguments(f"python train.py {words}\n") == expected


def test_positional_words_stand_by_themselves():
    (document,) = commands("python main.py data/images --size 256 ./more\n")
    assert document.value["positional"] == ["data/images"]
    assert document.value["arguments"] == {"size": [256, "./more"]}


def test_the_launchers_own_arguments_are_apart():
    (document,) = commands("torchrun --nproc_per_node 8 --nnodes=2 train.py --a 1\n")
    assert document.value["launcher"] == {"nproc_per_node": 8, "nnodes": 2}


@pytest.mark.parametrize(
    ("before", "words", "expected"),
    [
        ("N=3", "--a $N", {"a": 3}),
        ("N=3", "--a=${N}", {"a": 3}),
        ("N=3", '--a "$N"', {"a": 3}),
        ("export N=3", "--a $N", {"a": 3}),
        ("N=3; M=$N", "--a $M", {"a": 3}),
        ("N=1; N=3", "--a $N", {"a": 3}),
        ("N=3", "--a ${N}0", {"a": 30}),
        ('A="--a 1 --b 2"', "$A --c 3", {"a": 1, "b": 2, "c": 3}),
        ('A="\n --a 1 \\\n --b 2\n"', "$A", {"a": 1, "b": 2}),
        ('A="--a 1"; A+=" --b 2"', "$A", {"a": 1, "b": 2}),
        ('A="--a 1"; A="$A --b 2"', "$A", {"a": 1, "b": 2}),
        ("A=(\n --a 1 # why\n --b 'x y'\n)", '"${A[@]}"', {"a": 1, "b": "x y"}),
        ("A=(--a 1); A+=(--b 2)", "${A[*]}", {"a": 1, "b": 2}),
        ("A=(--a 1)\nB=(${A[@]} --b 2)", "${B[@]}", {"a": 1, "b": 2}),
    ],
)
def test_variables(before, words, expected):
    assert arguments(f"{before}\npython train.py {words}\n") == expected


@pytest.mark.parametrize(
    "before",
    [
        "",
        "N=$1",
        "N=$(nproc)",
        "N=`nproc`",
        "N=${N:-3}",
        "N=$((1 + 2))",
        "if [ $x ]; then N=3; fi",
        "if [ $x ]; then N=3; else N=4; fi",
        "[ $x ] && N=3",
        "while read line; do N=3; done",
        "case $x in a) N=3 ;; esac",
        "N=3; read N",
        "N=3; unset N",
        "N=3; source env.sh",
        "N=3; . ./env.sh",
        "set_it() { N=3; }\nN=4\nset_it",
        "N=(3 4)",
        "N={3,4}",
        "(N=3)",
    ],
)
def test_what_is_not_known_is_opaque(before):
    found = arguments(f"{before}\npython train.py --a 1 --n $N --b 2\n")
    assert isinstance(found["n"], Opaque)
    assert not isinstance(found["n"], Sweep)
    assert (found["a"], found["b"]) == (1, 2)


def test_a_later_assignment_in_a_loop_holds_from_its_second_round_on():
    text = "N=3\nfor i in 1 2; do\n python train.py --n $N\n N=4\ndone\n"
    assert isinstance(arguments(text)["n"], Opaque)


def test_an_assignment_in_a_block_holds_until_its_end():
    inside = "for i in 1 2; do\n N=4\n python train.py --n $N\ndone\n"
    assert arguments(inside) == {"n": 4}
    assert arguments("if [ $x ]; then\n N=4\n python train.py --n $N\nfi\n") == {"n": 4}


def test_the_body_of_a_function_does_not_see_what_stands_before_it():
    found = arguments("N=3\nrun() {\n local M=4\n python train.py --n $N --m $M\n}\n")
    assert isinstance(found["n"], Opaque)
    assert found["m"] == 4


def test_a_loop_over_written_words_is_a_sweep():
    found = arguments("for n in 96 192; do\n python train.py --n $n --id x_$n\ndone\n")
    assert isinstance(found["n"], Sweep)
    assert found["n"].members == (96, 192)
    assert not isinstance(found["id"], Sweep)


@pytest.mark.parametrize("words", ["$LIST", "$(ls)", "*.csv", '"$@"', " ".join("1" * 60)])
def test_other_loops_are_no_sweeps(words):
    found = arguments(f"for n in {words}; do\n python train.py --n $n\ndone\n")["n"]
    assert isinstance(found, Opaque)
    assert not isinstance(found, Sweep)


@pytest.mark.parametrize(
    ("words", "whole"),
    [
        ("--a 1", True),
        ('--a 1 --b "$X"', True),
        ("--a 1 --b=$X", True),
        ("--a 1 --b x$X", True),
        ("--a 1 $X", False),
        ('--a 1 "$@"', False),
        ("--a 1 ${X[@]}", False),
        ("--a 1 --b $X", False),
        ("--a 1 \\\n # --b 2 \\\n --c 3", False),
    ],
)
def test_whether_all_arguments_are_seen(words, whole):
    assert is_whole(f"python train.py {words}\n") is whole


def test_an_unknown_word_is_noted_with_the_option_that_it_follows():
    (document,) = commands("python train.py --a 1 --data $DATA --bf16 $MORE\n")
    assert document.cache[OPEN] == ["data", "bf16"]


SCRIPT = 'A="\n  --heads 12 \\\n  --width=768\n"\nN=24\ntorchrun train.py $A \\\n  --layers ${N} --é "x y"\n'


@pytest.mark.parametrize(
    ("keys", "of_key", "place"),
    [
        (("arguments", "heads"), False, (2, 11, 13)),
        (("arguments", "heads"), True, (2, 3, 10)),
        (("arguments", "width"), False, (3, 11, 14)),
        (("arguments", "layers"), False, (5, 3, 5)),
        (("program",), False, (6, 10, 18)),
    ],
)
def test_spots(keys, of_key, place):
    spot = commands(SCRIPT)[0].spot(keys, of_key)
    assert (spot.line, spot.column, spot.end_column) == place


def test_a_value_of_several_parts_stands_where_the_command_has_it():
    text = "N=1\npython train.py --a ${N}2\n"
    spot = commands(text)[0].spot(("arguments", "a"))
    assert (spot.line, spot.column, spot.end_column) == (2, 21, 26)


@pytest.mark.parametrize(
    "text",
    [
        "A=x\n" + 'A="$A$A"\n' * 200 + "python train.py $A\n",
        "A=(x)\n" + 'A=("${A[@]}" "${A[@]}")\n' * 200 + "python train.py ${A[@]}\n",
        "$(" * 100_000,
        "${" * 100_000,
        "`" * 100_001,
        '"' * 100_001,
        "if true; then\n" * 50_000,
        "for i in a; do\n" * 20_000,
        "(" * 100_000,
        "python train.py " + "--a 1 " * 100_000,
        "python train.py --a 1\n" * 20_000,
        "cat <<A\n" * 20_000,
        "x=" + "{" * 100_000 + ",",
        "a\\\n" * 200_000,
        "\\" * 100_001,
        "<" * 100_000,
        "python train.py " + "a" * 500_000,
        "eval " * 100_000,
        "python " * 100_000,
        "python train.py --a " + 'a"b"' * 200_000,
        "if x; then\n" + "".join(f"A{i}=1\n" for i in range(50_000)) + "else\n" * 80_000 + "fi\n",
        "".join(f"A{i}=1\n. x\n" for i in range(50_000)),
        "A=x\n" + "A+=x\n" * 150_000,
        "\u00a0\u2028\x1c\x85" * 10_000,
        "for n in " + "1 " * 100_000 + "; do python train.py --n $n; done",
    ],
)
def test_hostile_scripts_cost_little(text):
    start = time.process_time()
    commands(text)
    assert time.process_time() - start < 10


@given(st.text(alphabet="python train.py-A=\"'`$(){}[]<>;|&\\\n #@1", max_size=60))
def test_no_script_is_an_error(text):
    for document in commands(text):
        assert document.value["program"] is not None
