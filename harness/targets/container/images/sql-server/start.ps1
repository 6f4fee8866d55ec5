# The container's first process: starts SQL Server, gives sa this run's password, and becomes the kit's program. A container is
# started once and never again, since Windows makes it a new machine key at each start. Never run yet: see the Dockerfile.
Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'
$seconds = 120

function Start-Engine {
    try { Start-Service MSSQLSERVER }
    catch {
        Get-ChildItem 'C:\Program Files\Microsoft SQL Server\MSSQL*\MSSQL\Log\ERRORLOG' | Get-Content -Tail 40 | Write-Host
        throw
    }
}

# Not through sqlcmd: a password on its command line can be read by whoever lists processes.
function Set-SaPassword([string] $password) {
    $connection = New-Object System.Data.SqlClient.SqlConnection 'Server=localhost;Integrated Security=True;Connect Timeout=5'
    $until = (Get-Date).AddSeconds($seconds)
    # The service says that it runs some time before it takes log-ins, and nothing tells when.
    while ($true) {
        try { $connection.Open(); break }
        catch {
            if ((Get-Date) -gt $until) { throw }
            Start-Sleep -Milliseconds 500
        }
    }
    try {
        $command = $connection.CreateCommand()
        $quoted = $password.Replace("'", "''")
        $command.CommandText = "ALTER LOGIN sa WITH PASSWORD = N'$quoted'; ALTER LOGIN sa ENABLE"
        [void] $command.ExecuteNonQuery()
    }
    finally { $connection.Dispose() }
}

$run = Get-Content -Raw 'C:\kit\run\run.json' | ConvertFrom-Json
Start-Engine
Set-SaPassword $run.saPassword
& 'C:\kit\node.exe' 'C:\kit\dist\agent\container.cjs'
exit $LASTEXITCODE
