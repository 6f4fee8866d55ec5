#!/bin/sh
# The container's first process: it waits for all others, of which nobody else would. A pipe of Linux is no standard stream of a
# program of Windows, so what the kit's program says goes to a file, and from there to the container's log.
log=/wine/container.log
: >"$log"
wine /wine/drive_c/kit/node.dll 'C:\kit\dist\agent\container.cjs' reference-endpoint >"$log" 2>&1 &
program=$!
tail --pid="$program" -s 0.1 -f "$log" &
wait "$program"
status=$?
wait
exit "$status"
