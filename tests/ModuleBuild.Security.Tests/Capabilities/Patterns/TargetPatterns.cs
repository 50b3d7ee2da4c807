namespace ModuleBuild.Security.Tests.Capabilities.Patterns;

/// <summary>Constants that say with what something is done.</summary>
internal static class TargetPatterns
{
    public static IEnumerable<Pattern> All => new PatternList()
        .Reaches("a host in a text", "class Entry { public Task Run() => new HttpClient().GetAsync(\"https://api.example.com/v1\"); }", "network:connect:api.example.com")
        .Reaches("a host with a port", "class Entry { public Task Run() => new HttpClient().GetAsync(\"http://API.example.com:8080/v1\"); }", "network:connect:api.example.com:8080")
        .Reaches("a host in a Uri", "class Entry { public Task Run() { var u = new Uri(\"https://api.example.com/v1\"); return new HttpClient().GetAsync(u); } }", "network:connect:api.example.com")
        .Reaches("a host in a static field", "class Entry { static readonly Uri U = new Uri(\"https://api.example.com/v1\"); public Task Run() => new HttpClient().GetAsync(U); }", "network:connect:api.example.com")
        .Reaches("a host in a constant", "class Entry { const string U = \"https://api.example.com/v1\"; public Task Run() => new HttpClient().GetAsync(U + \"/orders\"); }", "network:connect:api.example.com")
        .Reaches("a host before something that is not known", "class Entry { public Task Run(string id) => new HttpClient().GetAsync(\"https://api.example.com/\" + id); }", "network:connect:api.example.com")
        .Reaches("a host that is not known", "class Entry { public Task Run(string id) => new HttpClient().GetAsync(\"https://api.\" + id); }", "network:connect:*")
        .Reaches("a host of the client", "class Entry { public Task Run() { var c = new HttpClient(); c.BaseAddress = new Uri(\"https://api.example.com\"); return c.GetAsync(\"orders\"); } }", "network:connect:api.example.com")
        .Reaches("a host of a request", "class Entry { public Task Run() => new HttpClient().SendAsync(new HttpRequestMessage(HttpMethod.Get, \"https://api.example.com/v1\")); }", "network:connect:api.example.com")
        .Reaches("a program", "class Entry { public void Run() => Process.Start(\"git\", \"status\"); }", "process:start:git")
        .Reaches("a program in its start info", "class Entry { public void Run() => Process.Start(new ProcessStartInfo(\"git\") { UseShellExecute = false }); }", "process:start:git")
        .Reaches("a program in a property", "class Entry { public void Run() { var p = new Process { StartInfo = new ProcessStartInfo { FileName = \"git\" } }; p.Start(); } }", "process:start:git")
        .Reaches("a program in a property of the start info", "class Entry { public void Run() { var p = new Process(); p.StartInfo.FileName = \"git\"; p.Start(); } }", "process:start:git")
        .Reaches("a program that a branch decides", "class Entry { public void Run(bool b) => Process.Start(b ? \"git\" : \"hg\"); }", "process:start:*")
        .Reaches("a program whose arguments a branch decides", "class Entry { public void Run(bool b) => Process.Start(\"git\", b ? \"status\" : \"log\"); }", "process:start:git")
        .Reaches("a program in a property that a branch decides", "class Entry { public void Run(bool b) => Process.Start(new ProcessStartInfo { Arguments = b ? \"a\" : \"b\", FileName = b ? \"git\" : \"hg\" }); }", "process:start:*")
        .Reaches("a path", "class Entry { public string Run() => File.ReadAllText(\"/etc/app.conf\"); }", "file:read:/etc/app.conf")
        .Reaches("a path in a FileInfo", "class Entry { public void Run() => new FileInfo(\"/tmp/x\").Delete(); }", "file:write:/tmp/x")
        .Reaches("a path that is joined", "class Entry { public void Run() => File.Delete(Path.Combine(\"/tmp\", \"x\")); }", "file:write:/tmp/x")
        .Reaches("a file that is only read", "class Entry { public object Run() => new FileStream(\"/tmp/x\", FileMode.Open, FileAccess.Read); }", "file:read:/tmp/x")
        .Reaches("a file that is only appended to", "class Entry { public object Run() => File.Open(\"/tmp/x\", FileMode.Append); }", "file:write:/tmp/x")
        .Reaches("a file that is read and written", "class Entry { public object Run() => new FileStream(\"/tmp/x\", FileMode.Append, FileAccess.ReadWrite); }", "file:read:/tmp/x", "file:write:/tmp/x")
        .Reaches("an archive that is only read", "class Entry { public object Run() => System.IO.Compression.ZipFile.Open(\"/tmp/x\", System.IO.Compression.ZipArchiveMode.Read); }", "file:read:/tmp/x")
        .Reaches("a mapped file that is only read", "class Entry { public object Run() => System.IO.MemoryMappedFiles.MemoryMappedFile.CreateFromFile(\"/tmp/x\", FileMode.Open, null, 1, System.IO.MemoryMappedFiles.MemoryMappedFileAccess.Read); }", "file:read:/tmp/x")
        .Reaches("a file that is only written", "class Entry { public object Run() => new FileStream(\"/tmp/x\", FileMode.Create, FileAccess.Write); }", "file:write:/tmp/x")
        .Reaches("a variable", "class Entry { public string Run() => Environment.GetEnvironmentVariable(\"HOME\"); }", "env:read:HOME")
        .Reaches("a port", "class Entry { public void Run() { var l = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 8080); l.Start(); } }", "network:listen:8080")
        .Reaches("a copy", "class Entry { public void Run() => File.Copy(\"/a\", \"/b\"); }", "file:read:/a", "file:write:/b")
        .Reaches("names that are only put together", "class Entry { public string Run() => Path.Combine(\"a\", \"b\") + new Uri(\"https://x\").Host + new FileInfo(\"c\").Name; }")
        .All;
}
