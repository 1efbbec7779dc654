"""Reinforcement learning and robotics: policies and world models."""
