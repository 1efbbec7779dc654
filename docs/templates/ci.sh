#!/bin/sh
# Lints a project in any pipeline that has a shell and Python 3.10 or later: sh ci.sh [OPTION]... [PATH]...
#
#   ARCHLINT   what pip installs archlint from, such as git+https://host/archlint@v0.1.0
#   REPORTS    the folder for reports (default: archlint-reports)
#
# Ends with archlint's exit code: 0 passed, 1 findings, 2 wrong usage, an unreadable file or nothing checked, 3 a fault.
set -eu
reports=${REPORTS:-archlint-reports}
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT

"${PYTHON:-python3}" -m venv "$home/venv"
"$home/venv/bin/pip" install --quiet --disable-pip-version-check "${ARCHLINT:?say what pip installs archlint from}"

mkdir -p "$reports"
"$home/venv/bin/archlint" check --output-format text \
    --output-format "sarif=$reports/archlint.sarif" --output-format "junit=$reports/archlint-junit.xml" "$@"
