"""Rules about the files themselves: what must not be there, and how large things may grow."""

import re
from pathlib import Path

from django.contrib.staticfiles import finders

ROOT = Path(__file__).resolve().parents[1]
STATIC = ROOT / "site" / "static"
PLUGIN_STATIC = ROOT / "site" / "restapi" / "static" / "restapi"  # the page that describes the API

# What a visitor's phone loads; the editors' side has a desk and a budget of its own.
CSS_BYTES = 34 * 1024  # site.css and one more: calendars and boards have sheets that no other page loads
JS_BYTES = 15 * 1024
EDITORS_BYTES = 30 * 1024
PYTHON_LINES = 400
SAYS_NOTHING = {"common", "helpers", "misc", "services", "util", "utils"}


def files(*patterns: str) -> list[Path]:
    """Return the project's own files; made ones, such as those in .venv, are left out."""
    folders = [
        ROOT / name for name in ("site", "templates", "tests", "demo", "home", "news", "plans", "search")
    ]
    return sorted(
        path for folder in folders for pattern in patterns for path in folder.rglob(pattern) if path.is_file()
    )


def relative(path: Path) -> str:
    """Return a file's name inside the project."""
    return path.relative_to(ROOT).as_posix()


def test_site_is_a_folder_and_never_a_package():
    assert not (ROOT / "site" / "__init__.py").exists()


def test_gitignore_keeps_the_folder_site():
    lines = {line.strip() for line in (ROOT / ".gitignore").read_text("utf-8").splitlines()}

    assert not lines & {"site", "/site", "site/", "/site/"}


def test_lock_files_name_no_place_to_fetch_from():
    for lock in ROOT.glob("requirements*.lock"):
        text = lock.read_text("utf-8")
        assert "://" not in text, lock.name
        assert "--index-url" not in text, lock.name
        assert "--find-links" not in text, lock.name
        assert "make lock" in text, lock.name


def test_lock_files_pin_the_same_versions():
    base = (ROOT / "requirements.lock").read_text("utf-8")
    dev = (ROOT / "requirements-dev.lock").read_text("utf-8")
    pinned = re.compile(r"^[\w.-]+==\S+", re.MULTILINE)

    assert set(pinned.findall(base)) <= set(pinned.findall(dev))


def size_of(*patterns: str, folder: Path) -> int:
    return sum(path.stat().st_size for pattern in patterns for path in folder.glob(pattern))


def test_styles_are_small():
    own = [path.stat().st_size for path in STATIC.glob("*.css") if path.name != "site.css"]
    assert size_of("site.css", folder=STATIC) + max(own) <= CSS_BYTES


def test_scripts_are_small():
    assert size_of("*.js", folder=STATIC) <= JS_BYTES


def test_the_editors_side_is_small():
    assert size_of("*.css", "*.js", folder=STATIC / "editors") <= EDITORS_BYTES


def test_styles_and_scripts_are_counted_in_one_of_the_budgets():
    found = {path.parent for path in files("*.css", "*.js") if ROOT / "tests" not in path.parents}
    assert found == {STATIC, STATIC / "editors", PLUGIN_STATIC}


def test_templates_have_no_inline_style_or_script():
    templates = [path for path in files("*.html") if ROOT / "tests" not in path.parents]
    assert [relative(path) for path in templates if has_inline_parts(path.read_text("utf-8"))] == []


def has_inline_parts(template: str) -> bool:
    """Whether a template holds what a strict content security policy would refuse."""
    scripts = re.findall(r"<script\b([^>]*)>(.*?)</script>", template, re.DOTALL)
    return bool(
        re.search(r"<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']", template)
        or any(content.strip() and "json" not in attributes for attributes, content in scripts)
    )


def test_nothing_is_loaded_from_a_foreign_host():
    loads = re.compile(
        r"""(?:\b(?:src|srcset|poster|action)\s*=|<link\b[^>]*\shref\s*=|url\(|\bimport\b|\bfetch\()"""
        r"""\s*\(?\s*["']?\s*(?:https?:)?//"""
    )

    found = files("*.html", "*.css", "*.js")
    assert [relative(path) for path in found if loads.search(path.read_text("utf-8"))] == []


def test_static_files_named_in_templates_exist():
    named = re.compile(r"""\{% static ["']([^"']+)["']""")
    names = {name for path in files("*.html") for name in named.findall(path.read_text("utf-8"))}

    assert names
    assert {name for name in names if finders.find(name) is None} == set()


def test_python_files_are_short():
    code = [path for path in files("*.py") if "migrations" not in path.parts]

    assert [relative(path) for path in code if len(path.read_text("utf-8").splitlines()) > PYTHON_LINES] == []


def test_python_files_are_named_after_their_subjects():
    assert [relative(path) for path in files("*.py") if path.stem in SAYS_NOTHING] == []


def test_project_has_its_front_door():
    names = ["Makefile", ".ci/run", "manage.py", "pyproject.toml", "README.md", "CHANGELOG.md"]

    assert [name for name in names if not (ROOT / name).is_file()] == []


def test_programs_may_be_run():
    for name in ("manage.py", ".ci/run", ".ci/venv"):
        assert (ROOT / name).stat().st_mode & 0o111, name


def test_no_file_is_large():
    assert [relative(path) for path in files("*") if path.stat().st_size > 1_000_000] == []
