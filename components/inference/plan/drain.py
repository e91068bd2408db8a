import os, re, time, urllib.request
url = "http://%s:__port__/metrics" % __host__
time.sleep(10)
while True:
    try:
        text = urllib.request.urlopen(url, timeout=5).read().decode()
    except OSError:
        break
    busy = re.findall(r"^vllm:num_requests_(?:running|waiting)(?:{.*})? ([0-9.e+]+)$", text, re.M)
    if not any(float(count) for count in busy):
        break
    time.sleep(1)
