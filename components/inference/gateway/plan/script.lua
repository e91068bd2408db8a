function envoy_on_request(request)
  local client = request:headers():get(__clientHeader__)
  request:headers():replace(__clientHeader__, client)
  request:headers():replace(__modelHeader__, __noModel__)
  request:headers():replace(__turnHeader__, (client:gsub("%.%d+$", "")))
  request:streamInfo():dynamicMetadata():set(__namespace__, "client", client)
end

function envoy_on_response(response)
  if response:headers():get(":status") == "429" then
    local seconds = response:headers():get("x-ratelimit-reset") or "1"
    response:streamInfo():dynamicMetadata():set(__namespace__, "retry-after", seconds)
  end
end
