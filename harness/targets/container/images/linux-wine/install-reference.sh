#!/bin/sh
# Puts the reference where SQL Server's set-up puts its own library, and registers it as that does.
set -eu
folder='/wine/drive_c/Program Files/Microsoft SQL Server/80/COM'
mkdir -p "$folder"
cp /wine/drive_c/kit/dist/native/win32-x64/vdi_reference.dll "$folder/sqlvdi.dll"
wine regsvr32 /s 'C:\Program Files\Microsoft SQL Server\80\COM\sqlvdi.dll'
wineserver -w
