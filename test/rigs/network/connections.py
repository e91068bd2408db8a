"""Opens ports in network namespaces, tries connections between them, and prints which came through.

Reads {"servers": [{"netns", "tcp": [port], "udp": [port]}], "probes": [{"netns", "address", "port", "protocol"}]} as JSON from standard input; a
netns of null is the one that this runs in. Prints a list of booleans, one for each probe. One process does it all: a socket stays in the namespace in
which it was made.
"""

import ctypes
import json
import os
import selectors
import socket
import sys
import time

CLONE_NEWNET = 0x40000000
# Policies refuse at once; only a packet that nobody answers takes so long.
SECONDS = 5
BACKLOG = 4096

libc = ctypes.CDLL(None, use_errno=True)
own = os.open("/proc/self/ns/net", os.O_RDONLY)
namespaces = {None: own}


def enter(name):
    if name not in namespaces:
        namespaces[name] = os.open(f"/run/netns/{name}", os.O_RDONLY)
    if libc.setns(namespaces[name], CLONE_NEWNET) != 0:
        raise OSError(ctypes.get_errno(), f"setns to {name}")


def made(netns, kind):
    enter(netns)
    made_socket = socket.socket(socket.AF_INET, kind)
    made_socket.setblocking(False)
    return made_socket


def main():
    asked = json.load(sys.stdin)
    selector = selectors.DefaultSelector()
    listeners = []
    for server in asked["servers"]:
        for port in server["tcp"]:
            listener = made(server["netns"], socket.SOCK_STREAM)
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(("0.0.0.0", port))
            # A connection stands once it is in the backlog: nothing needs to be accepted.
            listener.listen(BACKLOG)
            listeners.append(listener)
        for port in server["udp"]:
            echo = made(server["netns"], socket.SOCK_DGRAM)
            echo.bind(("0.0.0.0", port))
            selector.register(echo, selectors.EVENT_READ, None)
    results = [False] * len(asked["probes"])
    waiting = {}
    for index, probe in enumerate(asked["probes"]):
        is_udp = probe["protocol"] == "UDP"
        client = made(probe["netns"], socket.SOCK_DGRAM if is_udp else socket.SOCK_STREAM)
        try:
            error = client.connect_ex((probe["address"], probe["port"]))
            if error not in (0, 115):
                continue
            if is_udp:
                client.send(b"?")
        except OSError:
            continue
        waiting[index] = client
        selector.register(client, selectors.EVENT_READ if is_udp else selectors.EVENT_WRITE, index)
    enter(None)
    deadline = time.monotonic() + SECONDS
    while waiting and time.monotonic() < deadline:
        for key, _ in selector.select(timeout=deadline - time.monotonic()):
            if key.data is None:
                try:
                    data, sender = key.fileobj.recvfrom(16)
                    key.fileobj.sendto(data, sender)
                except OSError:
                    pass
                continue
            client = waiting.pop(key.data)
            if client.type == socket.SOCK_DGRAM:
                try:
                    results[key.data] = client.recv(16) == b"?"
                except OSError:
                    pass
            else:
                results[key.data] = client.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR) == 0
            selector.unregister(client)
            client.close()
    json.dump(results, sys.stdout)


main()
