"""Builds the wheel and imports it."""

import subprocess
import sys
import zipfile
from pathlib import Path

KIT = Path(__file__).resolve().parent.parent


def build(function, folder):
    code = f"import build_backend; print(build_backend.{function}({str(folder)!r}))"
    output = subprocess.run([sys.executable, "-c", code], cwd=KIT, check=True, capture_output=True, text=True)
    return folder / output.stdout.strip()


def test_the_wheel_can_be_imported(tmp_path):
    wheel = build("build_wheel", tmp_path)
    code = "import openai_edge_mock; print(openai_edge_mock.__file__)"
    environment = {"PYTHONPATH": str(wheel)}
    output = subprocess.run([sys.executable, "-c", code], env=environment, check=True, capture_output=True, text=True)
    assert str(wheel) in output.stdout


def test_the_wheel_registers_the_plugin(tmp_path):
    with zipfile.ZipFile(build("build_wheel", tmp_path)) as wheel:
        entry_points = next(name for name in wheel.namelist() if name.endswith("entry_points.txt"))
        assert b"openai_edge_mock = openai_edge_mock.plugin" in wheel.read(entry_points)


def test_the_same_sources_build_the_same_wheel(tmp_path):
    folders = [tmp_path / "one", tmp_path / "two"]
    for folder in folders:
        folder.mkdir()
    first, second = (build("build_wheel", folder).read_bytes() for folder in folders)
    assert first == second


def test_the_source_archive_is_built(tmp_path):
    assert build("build_sdist", tmp_path).name == "openai_edge_mock-0.1.0.tar.gz"
