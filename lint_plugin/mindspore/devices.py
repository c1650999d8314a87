"""How MindSpore is told which device to run on, by version.

`mindspore.set_device` is absent from the wheel 2.0.0 and present in the build 2.5.0.dev20250202 and all later ones;
`mindspore.set_context(device_target=...)` is there in all, and is what versions before 2.5 have. Both return None and
want to be called before the first network is made: neither stands in the place of `net.cuda()`, which returns the
network, but beside it, once in a program.
"""

from __future__ import annotations

from lint_plugin.mindspore import versions

SET_DEVICE: versions.Version = (2, 5)
"""`mindspore.set_device` exists from here on."""


def settings(target: str, version: versions.Version | None, prefix: str = "mindspore.") -> tuple[str, ...]:
    """Return the statements of which one sets the device for the whole program, the newer way first.

    `target` is MindSpore's name of the device (`CPU`, `GPU`, `Ascend`), `prefix` what the file writes before a name of
    `mindspore`. Where the version is known there is one statement; where it is None, that of versions from SET_DEVICE
    on and that of those before it.
    """
    newer = f'{prefix}set_device("{target}")'
    older = f'{prefix}set_context(device_target="{target}")'
    if version is None:
        return newer, older
    return (newer,) if version >= SET_DEVICE else (older,)
