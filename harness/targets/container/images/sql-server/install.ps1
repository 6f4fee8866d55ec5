# Installs SQL Server's engine as the default instance, with a static port and log-ins by password, and removes what only the
# set-up needed. Never run yet: see the Dockerfile.
param(
    [Parameter(Mandatory = $true)] [ValidateSet('2019', '2022', '2025')] [string] $Version,
    [Parameter(Mandatory = $true)] [ValidateSet('Developer', 'Express')] [string] $Edition,
    [Parameter(Mandatory = $true)] [string] $Media,
    [string] $AcceptEula = ''
)
Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'
# Windows PowerShell draws its progress so slowly that downloads take ten times as long.
$ProgressPreference = 'SilentlyContinue'

$majors = @{ '2019' = 15; '2022' = 16; '2025' = 17 }
$root = 'C:\setup'
$bytesOfPackages = 100MB

function Assert-Exit([System.Diagnostics.Process] $process, [string] $what, [int[]] $fine = @(0)) {
    if ($fine -notcontains $process.ExitCode) { throw "$what ended with exit code $($process.ExitCode)" }
}

# Of Server Core 2022 and later three assemblies are said to be missing that a set-up with updates asks for
# (ExceptionMessageBox, CustomControls, WizardFrameworkLite). They come from a machine that has SQL Server: --sql-assemblies.
function Copy-Assemblies {
    Get-ChildItem "$root\assemblies" -Directory | ForEach-Object {
        Write-Host "assembly $($_.Name)"
        Copy-Item $_.FullName 'C:\Windows\Microsoft.NET\assembly\GAC_MSIL' -Recurse -Force
    }
}

# What is fetched is the package, which may have a .box of the same name beside it, or a small program that fetches the package.
function Get-Setup {
    [Net.ServicePointManager]::SecurityProtocol = [Net.SecurityProtocolType]::Tls12
    $folder = New-Item "$root\media" -ItemType Directory -Force
    $package = Join-Path $folder ([IO.Path]::GetFileName(([Uri] $Media).LocalPath))
    if (-not $package.EndsWith('.exe')) { $package = Join-Path $folder 'media.exe' }
    Write-Host "fetching $Media"
    Invoke-WebRequest -UseBasicParsing -Uri $Media -OutFile $package
    if ($package -match '-DEV-') {
        Invoke-WebRequest -UseBasicParsing -Uri ($Media -replace '\.exe$', '.box') -OutFile ($package -replace '\.exe$', '.box')
    }
    elseif ((Get-Item $package).Length -lt $bytesOfPackages) {
        $type = if ($Edition -eq 'Express') { 'Core' } else { 'CAB' }
        $arguments = '/ACTION=Download', "/MEDIAPATH=$root\package", "/MEDIATYPE=$type", '/LANGUAGE=en-US', '/QUIET'
        Assert-Exit (Start-Process $package $arguments -Wait -PassThru) 'the download of SQL Server'
        $package = (Get-ChildItem "$root\package" -Filter '*.exe' | Select-Object -First 1).FullName
    }
    Assert-Exit (Start-Process $package '/q', "/x:$root\unpacked" -Wait -PassThru) 'the unpacking of SQL Server'
    $setup = Get-Item "$root\unpacked\setup.exe"
    $major = $setup.VersionInfo.ProductMajorPart
    # Addresses move on to later versions.
    if ($major -ne $majors[$Version]) { throw "$Media has version $major of SQL Server, and $Version is $($majors[$Version])" }
    return $setup.FullName
}

function Install-Engine([string] $setup) {
    $arguments = '/Q', '/ACTION=Install', '/FEATURES=SQLEngine', '/INSTANCENAME=MSSQLSERVER',
    '/IACCEPTSQLSERVERLICENSETERMS', '/SUPPRESSPRIVACYSTATEMENTNOTICE', '/UPDATEENABLED=False',
    '/SQLSVCACCOUNT="NT AUTHORITY\NETWORK SERVICE"', '/SQLSYSADMINACCOUNTS="BUILTIN\Administrators"',
    '/SQLSVCSTARTUPTYPE=Manual', '/TCPENABLED=1', '/NPENABLED=0'
    Write-Host 'installing SQL Server'
    # 3010: installed, and a restart is asked for, which a container does not have.
    $process = Start-Process $setup $arguments -Wait -PassThru
    if (@(0, 3010) -contains $process.ExitCode) { return }
    $logs = Get-ChildItem 'C:\Program Files\Microsoft SQL Server\*\Setup Bootstrap\Log\Summary.txt' -ErrorAction SilentlyContinue
    $logs | Get-Content | Write-Host
    throw "SQL Server's set-up ended with exit code $($process.ExitCode); its summary is above"
}

function Set-Listening {
    $server = 'HKLM:\SOFTWARE\Microsoft\Microsoft SQL Server'
    $instance = (Get-ItemProperty "$server\Instance Names\SQL").MSSQLSERVER
    $ports = "$server\$instance\MSSQLServer\SuperSocketNetLib\Tcp\IPAll"
    Set-ItemProperty $ports -Name TcpDynamicPorts -Value ''
    Set-ItemProperty $ports -Name TcpPort -Value '1433'
    # Log-ins by password too; sa is enabled, with a password of its own, by every container.
    Set-ItemProperty "$server\$instance\MSSQLServer" -Name LoginMode -Value 2
}

function Remove-Setup {
    Stop-Service MSSQLSERVER -Force
    Get-ChildItem 'C:\Program Files\Microsoft SQL Server\*\Setup Bootstrap' -Directory |
        ForEach-Object { Get-ChildItem $_.FullName -Exclude 'Log' | Remove-Item -Recurse -Force -ErrorAction SilentlyContinue }
    Set-Location C:\
    Get-ChildItem $root -Exclude 'install.ps1' | Remove-Item -Recurse -Force
}

if ($AcceptEula -cne 'Y') { throw 'the licence of SQL Server is not accepted: ACCEPT_EULA=Y says that you accept it' }
Copy-Assemblies
Install-Engine (Get-Setup)
Set-Listening
Remove-Setup
