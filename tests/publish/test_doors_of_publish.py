from __future__ import annotations

import subprocess
import sys

import quotecast.publish


def test_every_door_opens_and_is_no_module() -> None:
    for name in quotecast.publish.__all__:
        door = getattr(quotecast.publish, name)
        assert callable(door), name
        assert getattr(quotecast.publish, name) is door


def test_importing_the_room_imports_nothing_heavy() -> None:
    heavy = "{'lxml', 'PIL', 'jinja2', 'starlette', 'uvicorn', 'numpy', 'torch'}"
    code = (
        "import sys, quotecast.publish as p\n"
        "from quotecast.publish import make_episode, write_feed, deliver, serve, write_site\n"
        f"print(sorted({heavy} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
