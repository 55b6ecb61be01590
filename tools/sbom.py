"""`make sbom`: what the product is made of, as a CycloneDX 1.6 document on the standard output, read in the two locks.

The same locks give the same document: no date, no random serial number.
"""

import base64
import json
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

ROOT = Path(__file__).resolve().parents[1]
PINNED = re.compile(r"^([A-Za-z0-9._-]+)==(\S+?)(?: ;[^\\]*)?(?: \\)?$")
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


def main() -> int:
    print(json.dumps(document(), indent=1, ensure_ascii=False))
    return 0


def document() -> dict[str, Any]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    components = [*python_packages(), *node_packages()]
    itself = {"type": "application", "name": project["name"], "version": project["version"]}
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid5(NAMESPACE_URL, ' '.join(one['purl'] for one in components))}",
        "version": 1,
        "metadata": {"component": itself | {"licenses": [{"license": {"id": project["license"]}}]}},
        "components": components,
    }


def python_packages() -> Iterator[dict[str, Any]]:
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    for block in re.split(r"\n(?=[A-Za-z0-9])", text):
        first, *rest = block.splitlines()
        if found := PINNED.match(first):
            name, version = found.groups()
            hashes = HASH.findall("\n".join(rest))
            yield component(name, version, "pypi", [{"alg": "SHA-256", "content": one} for one in hashes])


def node_packages() -> Iterator[dict[str, Any]]:
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    for place, package in sorted(packages.items()):
        if place:
            name = place.rpartition("node_modules/")[2]
            kind, _, digest = package["integrity"].partition("-")
            content = base64.b64decode(digest).hex()
            yield component(name, package["version"], "npm", [{"alg": f"SHA-{kind[3:]}", "content": content}])


def component(name: str, version: str, world: str, hashes: list[dict[str, str]]) -> dict[str, Any]:
    purl = f"pkg:{world}/{name.replace('@', '%40')}@{version}"
    return {"type": "library", "bom-ref": purl, "name": name, "version": version, "purl": purl, "hashes": hashes}


if __name__ == "__main__":
    sys.exit(main())
