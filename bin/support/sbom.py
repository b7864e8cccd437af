"""What the program is made of, as CycloneDX 1.5: sbom.py ROOT, with the tree of `swift package show-dependencies` on standard input."""

import json
import pathlib
import re
import subprocess
import sys
import urllib.parse

# Cut out of these by fonts.py.
FONTS = "fonts-lato", "fonts-vollkorn"


def said(*command):
    """What a command says; nothing where it fails or is not there."""
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout
    except (OSError, subprocess.SubprocessError):
        return ""


def swift_packages(tree, commits):
    """Each package once, and whom it needs by its reference."""
    components, needs, waiting = {}, {}, list(tree["dependencies"])
    while waiting:
        package = waiting.pop()
        reference = purl(package)
        needs[reference] = sorted({purl(one) for one in package["dependencies"]})
        waiting += package["dependencies"]
        components[reference] = {
            "type": "library", "bom-ref": reference, "name": package["name"], "version": package["version"],
            "purl": reference, "externalReferences": [{"type": "vcs", "url": package["url"]}]}
        if commit := commits.get(package["identity"]):
            components[reference]["pedigree"] = {"commits": [{"uid": commit}]}
    return components, needs


def purl(package):
    place = re.sub(r"^\w+://|\.git$", "", package["url"])
    return f"pkg:swift/{place}@{package['version']}"


def commits_of(root):
    file = root / "Package.resolved"
    pins = json.loads(file.read_text())["pins"] if file.exists() else []
    return {pin["identity"]: pin["state"]["revision"] for pin in pins}


def compiler():
    version = re.search(r"Swift version (\S+)", said("swift", "--version"))
    version = version[1] if version else "6.3"
    reference = f"pkg:github/swiftlang/swift@swift-{version}-RELEASE"
    return {"type": "library", "bom-ref": reference, "name": "swift", "version": version, "purl": reference,
            "description": "Swift's standard library and Foundation, linked in"}


def debian_names(root):
    """What the guide installs, and whatever else the built program links to, where there is one."""
    owners = set()
    for folder in ".build-release/release", ".build/debug":
        programs = [str(root / folder / name) for name in ("rallynov", "rallynov-pictures")]
        linked = [path for one in programs for path in re.findall(r"=> (/\S+)", said("ldd", one))]
        owners = owners or {owner(pathlib.Path(path)) for path in linked} - {""}
    install = re.search(r"^apt-get install --no-install-recommends (.+)$", (root / "docs/deploying.md").read_text(), re.M)
    return owners | set(install[1].split())


def owner(path):
    for name in path, path.resolve(), pathlib.Path("/usr", *path.parts[1:]):
        if found := said("dpkg-query", "--search", str(name)):
            return found.split(":")[0]
    return ""


def debian_package(name):
    release = re.search(r'^VERSION_ID="?([^"\n]+)', said("cat", "/etc/os-release"), re.M)
    version, _, machine = said("dpkg-query", "--show", "--showformat=${Version} ${Architecture}", name).partition(" ")
    where = f"?arch={machine}&distro=debian-{release[1]}" if machine and release else ""
    reference = f"pkg:deb/debian/{name}" + (f"@{urllib.parse.quote(version, safe='.-~')}" if version else "") + where
    package = {"type": "library", "bom-ref": reference, "name": name, "purl": reference}
    return package | ({"version": version} if version else {})


def main():
    root = pathlib.Path(sys.argv[1])
    tree = json.load(sys.stdin)
    version = re.search(r"^## (\S+)", (root / "CHANGES.md").read_text(), re.M)[1]
    program = f"pkg:generic/rallynov@{version}"
    components, needs = swift_packages(tree, commits_of(root))
    own = [compiler()] + [debian_package(name) for name in sorted(debian_names(root) | set(FONTS))]
    components |= {one["bom-ref"]: one for one in own}
    needs[program] = sorted({purl(one) for one in tree["dependencies"]} | {one["bom-ref"] for one in own})
    revision = said("git", "-C", str(root), "rev-parse", "HEAD").strip()
    about = {"type": "application", "bom-ref": program, "name": "rallynov", "version": version, "purl": program,
             "licenses": [{"license": {"id": "Apache-2.0"}}]}
    if revision:
        about["pedigree"] = {"commits": [{"uid": revision}]}
    json.dump({
        "bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1, "metadata": {"component": about},
        "components": [components[reference] for reference in sorted(components)],
        "dependencies": [{"ref": reference, "dependsOn": needs[reference]} for reference in sorted(needs)],
    }, sys.stdout, indent=2, ensure_ascii=False)
    print()


main()
