#!/bin/sh
# jq behind the line protocol (../PROTOCOL.md). A process for each text, so it isn't fast.
filter='def hex: [(. / 16 | floor), . % 16] | map("0123456789abcdef"[. : . + 1]) | add;
def utf8: if . < 128 then [.]
  elif . < 2048 then [192 + (. / 64 | floor), 128 + . % 64]
  elif . < 65536 then [224 + (. / 4096 | floor), 128 + (. / 64 | floor) % 64, 128 + . % 64]
  else [240 + (. / 262144 | floor), 128 + (. / 4096 | floor) % 64,
        128 + (. / 64 | floor) % 64, 128 + . % 64] end;
def value: if type == "string" then "s:" + (explode | map(utf8[] | hex) | add // "")
  elif type == "boolean" or type == "null" then tostring else "other" end;
if type != "object" or (.name | type) != "string" then "reject" else
  . as $group | ("id", "name", "connectorGroupType", "isDefault", "region")
  | select(. as $key | $group | has($key)) | . + "=" + ($group[.] | value) end'

while read -r number verb hex; do
  case $verb in
    read-request | read-response)
      if words=$(printf '%s' "$hex" | xxd -r -p | jq -r "$filter" 2>&1) && [ -n "$words" ] &&
        [ "$words" != reject ]; then
        printf '%s accept %s\n' "$number" "$(printf '%s' "$words" | tr '\n' ' ')"
      else
        printf '%s reject\n' "$number"
      fi ;;
    *) printf '%s skip\n' "$number" ;;
  esac
done
