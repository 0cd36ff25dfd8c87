"""A PEP 517 build backend that needs only the standard library.

The package is pure Python, so a wheel is a zip file with the modules and four metadata files. pip and build call
build_wheel and build_sdist.
"""

import base64
import hashlib
import io
import re
import tarfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent
PACKAGE = "openai_edge_mock"
# The date of all files in the archives, so that the same sources build the same bytes.
ZIP_DATE = (2020, 1, 1, 0, 0, 0)


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    """Writes the wheel into wheel_directory and returns its file name."""
    files = {f"{PACKAGE}/{path.name}": path.read_bytes() for path in _modules()}
    files.update(_metadata())
    record = f"{_dist_info()}/RECORD"
    files[record] = _record(files, record)
    name = f"{PACKAGE}-{_version()}-py3-none-any.whl"
    with zipfile.ZipFile(Path(wheel_directory) / name, "w", zipfile.ZIP_DEFLATED) as wheel:
        for path, content in files.items():
            entry = zipfile.ZipInfo(path, ZIP_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            wheel.writestr(entry, content)
    return name


def build_sdist(sdist_directory, config_settings=None):
    """Writes the source archive into sdist_directory and returns its file name."""
    base = f"{PACKAGE}-{_version()}"
    sources = [ROOT / "pyproject.toml", ROOT / "build_backend.py", ROOT / "README.md", *_modules()]
    files = {str(path.relative_to(ROOT)): path.read_bytes() for path in sources}
    files["PKG-INFO"] = _metadata()[f"{_dist_info()}/METADATA"]
    with tarfile.open(Path(sdist_directory) / f"{base}.tar.gz", "w:gz") as archive:
        for path, content in files.items():
            entry = tarfile.TarInfo(f"{base}/{path}")
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return f"{base}.tar.gz"


def _modules():
    return sorted((ROOT / "src" / PACKAGE).glob("*.py"))


def _metadata():
    """Returns the metadata files of the wheel: path to bytes."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    metadata = (
        f"Metadata-Version: 2.3\nName: {_setting('name')}\nVersion: {_version()}\nSummary: {_setting('description')}\n"
        f"License: {_setting('license')}\nRequires-Python: {_setting('requires-python')}\n"
        f"Classifier: Framework :: Pytest\nDescription-Content-Type: text/markdown\n\n{readme}"
    )
    wheel = "Wheel-Version: 1.0\nGenerator: build_backend\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    entry_points = f"[pytest11]\n{PACKAGE} = {PACKAGE}.plugin\n"
    texts = {"METADATA": metadata, "WHEEL": wheel, "entry_points.txt": entry_points}
    return {f"{_dist_info()}/{name}": text.encode() for name, text in texts.items()}


def _record(files, record):
    """Returns the list of files with their hashes, as the wheel format requires."""
    lines = []
    for path, content in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
        lines.append(f"{path},sha256={digest},{len(content)}")
    return "\n".join([*lines, f"{record},,", ""]).encode()


def _dist_info():
    return f"{PACKAGE}-{_version()}.dist-info"


def _version():
    return _setting("version")


def _setting(name):
    """Reads one string of pyproject.toml. Python 3.9 and 3.10 have no TOML parser."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    match = re.search(rf'^{re.escape(name)} = "(.*)"$', text, re.MULTILINE)
    if match is None:
        raise ValueError(f'pyproject.toml has no line {name} = "..."')
    return match.group(1)
