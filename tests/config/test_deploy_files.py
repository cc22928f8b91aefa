"""The files of deploy/ are whole, and are what the programs they are for can read."""

import getpass
import re
import shutil
import stat
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from configparser import ConfigParser
from pathlib import Path
from typing import Any

import pytest
import yaml
from deploy.render import TEMPLATES, WORDS, ValuesMissing, page, render
from tests.ports import free_ports

from iskan.foundation import budgets

CONSOLE = Path(sys.executable).with_name("iskan")
EXAMPLE = TEMPLATES.parent / "example.toml"


@pytest.fixture
def values(tmp_path: Path) -> dict[str, Any]:
    """Return the example as an operator leaves it: with passwords, and programs that are on this machine."""
    found = tomllib.loads(EXAMPLE.read_text(encoding="utf-8"))
    found["passwords"] = dict.fromkeys(found["passwords"], "a-password")
    found["proxy"]["certificate"] = ""
    found["nginx"] |= {name: str(tmp_path / name) for name in ("pid", "log", "errors", "temporary")}
    return found


@pytest.fixture
def files(values: dict[str, Any], tmp_path: Path) -> Path:
    render(values, tmp_path / "files")
    return tmp_path / "files"


def test_what_holds_passwords_is_read_by_its_owner_alone(files: Path) -> None:
    assert {stat.S_IMODE(path.stat().st_mode) for path in files.iterdir()} == {0o600}


@pytest.mark.parametrize("place", ["folder", "proxy", "postgresql"])
def test_a_value_that_is_missing_is_named(values: dict[str, Any], tmp_path: Path, place: str) -> None:
    del values[place]
    with pytest.raises((ValuesMissing, KeyError), match=place):
        render(values, tmp_path)


def test_the_example_is_refused_until_it_has_passwords(tmp_path: Path) -> None:
    with pytest.raises(ValuesMissing, match="passwords not set: application, patroni"):
        render(tomllib.loads(EXAMPLE.read_text(encoding="utf-8")), tmp_path)
    assert not list(tmp_path.iterdir())


def test_each_database_host_has_its_own_patroni_and_etcd(files: Path, values: Mapping[str, Any]) -> None:
    for member in values["postgres"]:
        said = yaml.safe_load((files / f"patroni-{member['name']}.yml").read_text(encoding="utf-8"))
        assert said["postgresql"]["listen"] == f"{member['host']}:{member['port']}"
        assert said["bootstrap"]["dcs"]["synchronous_mode"] is True
        etcd = yaml.safe_load((files / f"etcd-{member['name']}.yml").read_text(encoding="utf-8"))
        assert etcd["enable-grpc-gateway"] is True
        assert etcd["initial-cluster"].count("http://") == len(values["etcd"])


def test_a_failover_takes_less_than_its_bar(files: Path) -> None:
    """A primary that is gone is replaced when its key has run out and a replica has looked again."""
    dcs = yaml.safe_load((files / "patroni-db1.yml").read_text(encoding="utf-8"))["bootstrap"]["dcs"]
    assert dcs["ttl"] + dcs["loop_wait"] <= 30
    assert dcs["loop_wait"] + 2 * dcs["retry_timeout"] <= dcs["ttl"], "Patroni asks for this"


def test_what_the_units_start_is_told_every_address(files: Path) -> None:
    told = (files / "iskan.env").read_text(encoding="utf-8")
    assert "@10.1.0.21:5432,10.1.0.22:5432,10.1.0.23:5432/iskan" in told
    for unit in sorted(files.glob("*.service")):
        reader = ConfigParser(strict=False, interpolation=None)
        reader.read(unit, encoding="utf-8")
        assert reader["Service"]["ExecStart"].startswith("/"), unit.name
        assert reader["Service"]["User"] not in {"", "root"}


def _checked(*command: str) -> None:
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not on this machine, so this was not checked")
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr


def test_systemd_reads_the_units(files: Path) -> None:
    for unit in sorted(files.glob("*.service")):
        text = unit.read_text(encoding="utf-8").splitlines()
        # What is started is not on this machine.
        unit.write_text("\n".join("ExecStart=/bin/true" if x.startswith("ExecStart") else x for x in text))
        _checked("systemd-analyze", "verify", str(unit))


def test_haproxy_reads_its_file(files: Path) -> None:
    _checked("haproxy", "-c", "-f", str(files / "haproxy.cfg"))


@pytest.mark.parametrize("certificate", ["", "site.pem"])
def test_nginx_reads_its_file(values: dict[str, Any], tmp_path: Path, certificate: str) -> None:
    values["nginx"]["user"] = getpass.getuser()
    values["proxy"] |= {"host": "127.0.0.1", "port": free_ports(1)[0]}
    if certificate:
        values["proxy"]["certificate"] = str(_self_signed(tmp_path / certificate))
    render(values, tmp_path / "files")
    (tmp_path / "temporary").mkdir()
    _checked("nginx", "-t", "-e", str(tmp_path / "errors"), "-c", str(tmp_path / "files" / "nginx.conf"))


def _self_signed(path: Path) -> Path:
    """Write a key and a certificate into one file, as both proxies read them."""
    made = ("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=iskan.example")
    key, certificate = path.with_suffix(".key"), path.with_suffix(".crt")
    subprocess.run((*made, "-keyout", key, "-out", certificate), check=True, capture_output=True, timeout=60)
    path.write_text(certificate.read_text() + key.read_text())
    return path


def test_the_proxies_take_in_what_the_system_takes_in(values: Mapping[str, Any]) -> None:
    """What is too large for its kind is refused by the system, in words; the proxy only ends what is larger still."""
    number, unit = values["nginx"]["largest_body"][:-1], values["nginx"]["largest_body"][-1]
    assert unit == "m"
    assert int(number) * budgets.MEBIBYTE > budgets.FILES_BODY_BYTES


def test_what_a_proxy_says_by_itself_can_be_quoted() -> None:
    for status, words in WORDS.items():
        said = page(status, *words)
        assert "'" not in said
        assert "\n" not in said


def test_the_image_is_made_of_files_that_are_there() -> None:
    project = TEMPLATES.parents[1]
    lines = (TEMPLATES.parent / "Containerfile").read_text(encoding="utf-8").splitlines()
    steps = [line.split() for line in lines if line.startswith("COPY ") and "--from" not in line]
    copied = [name for step in steps for name in step[1:-1]]
    assert copied
    assert not [name for name in copied if not (project / name).exists()]


def test_what_the_image_runs_is_there() -> None:
    """No container engine is asked: each script and command the image's file names is one of this project."""
    project = TEMPLATES.parents[1]
    text = (TEMPLATES.parent / "Containerfile").read_text(encoding="utf-8")
    assert all((project / script).is_file() for script in re.findall(r"python3 (\S+\.py)", text))
    started = re.findall(r'"([^"]+)"', "".join(re.findall(r"^(?:ENTRYPOINT|CMD) .*$", text, re.MULTILINE)))
    assert started == ["/srv/iskan/.venv/bin/iskan", "web"]
    commands = {"web", *re.findall(r"bin/iskan (\w+)", text)}
    told = subprocess.run([CONSOLE, "help"], capture_output=True, text=True, check=True, timeout=60).stdout
    assert not commands - set(re.findall(r"^  (\w+)  ", told, re.MULTILINE))
    assert "--static" in text
    helped = subprocess.run([CONSOLE, "setup", "--help"], capture_output=True, text=True, check=True, timeout=60)
    assert "--static" in helped.stdout


def test_the_page_of_the_files_names_each() -> None:
    told = (TEMPLATES.parent / "README.md").read_text(encoding="utf-8")
    for template in sorted(TEMPLATES.iterdir()):
        assert template.name.replace(".yml", "-HOST.yml") in told, template.name
