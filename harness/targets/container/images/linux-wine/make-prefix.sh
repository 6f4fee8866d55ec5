#!/bin/sh
# A Windows of Wine's. wineserver -w returns when its registry has been written.
set -eu
wineboot -i
winecfg -v win10
wineserver -w
