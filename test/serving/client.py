"""Asks a gateway what users ask, with OpenAI's client and its settings from the environment; prints what it got as JSON."""

import json
import sys

from openai import AuthenticationError, OpenAI

model = sys.argv[1]
client = OpenAI(max_retries=0)
messages = [{"role": "user", "content": "god morgen"}]
schema = {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"], "additionalProperties": False}

chat = client.chat.completions.create(model=model, messages=messages)
stream = client.chat.completions.create(model=model, messages=messages, stream=True)
pieces = [chunk.choices[0].delta.content for chunk in stream if chunk.choices[0].delta.content]
called = client.chat.completions.create(
    model=model,
    messages=messages,
    tools=[{"type": "function", "function": {"name": "get_weather", "parameters": schema}}],
    tool_choice="required",
)
structured = client.chat.completions.create(
    model=model,
    messages=[{"role": "user", "content": '{"city":"Narvik"}'}],
    response_format={"type": "json_schema", "json_schema": {"name": "place", "strict": True, "schema": schema}},
)
try:
    client.with_options(api_key="wrong").models.list()
    refused = None
except AuthenticationError as error:
    refused = [error.status_code, error.code]

print(
    json.dumps(
        {
            "chat": chat.choices[0].message.content,
            "stream": pieces,
            "models": [[each.id, each.context_length, each.pricing] for each in client.models.list()],
            "tool": called.choices[0].message.tool_calls[0].function.name,
            "parsed": json.loads(structured.choices[0].message.content),
            "refused": refused,
        }
    )
)
