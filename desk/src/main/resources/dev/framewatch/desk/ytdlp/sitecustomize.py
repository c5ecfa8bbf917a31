# Python loads this before yt-dlp. yt-dlp uses its proxy for http and https alone: a redirect to ftp,
# for one, would be followed past it. An audit hook cannot be taken off again.
import errno
import os
import sys

_PROXY = ("127.0.0.1", int(os.environ["FRAMEWATCH_PROXY_PORT"]))


def _only_to_the_proxy(event, args):
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        to = args[1]
        allowed = not isinstance(to, tuple) or to[:2] == _PROXY
    elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
        allowed = args[0] in (_PROXY[0], _PROXY[0].encode())
    else:
        return
    if not allowed:
        raise OSError(errno.EACCES, "connection not allowed by ruleset")


sys.addaudithook(_only_to_the_proxy)
