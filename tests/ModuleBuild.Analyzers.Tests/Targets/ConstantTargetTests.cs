using ModuleBuild.Analyzers.Tests.Infrastructure;

namespace ModuleBuild.Analyzers.Tests.Targets;

/// <summary>What the code says of the target narrows the permission; what it does not say leaves it open.</summary>
public sealed class ConstantTargetTests
{
    [Theory]
    [InlineData("\"https://api.example.com/v1/orders?x=1\"", "network:access:api.example.com")]
    [InlineData("\"https://api.example.com\"", "network:access:api.example.com")]
    [InlineData("\"https://api.example.com:8443/v1\"", "network:access:api.example.com:8443")]
    [InlineData("\"https://user@api.example.com/\"", "network:access:api.example.com")]
    [InlineData("\"http://[::1]:8080/\"", "network:access:[::1]:8080")]
    [InlineData("new Uri(\"https://api.example.com/\")", "network:access:api.example.com")]
    [InlineData("new Uri(new Uri(\"https://api.example.com\"), any)", "network:access:api.example.com")]
    [InlineData("new Uri(\"https://api.example.com/\" + any)", "network:access:api.example.com")]
    [InlineData("$\"https://api.example.com/v1/{any}\"", "network:access:api.example.com")]
    [InlineData("$\"https://api.example.com:{any}/v1\"", "network:access:api.example.com")]
    [InlineData("$\"https://{any}.example.com/v1\"", "network:access:*")]
    [InlineData("$\"https://api.example.com{any}\"", "network:access:*")]
    [InlineData("$\"{Host}/v1\"", "network:access:constant.example.com")]
    [InlineData("Host + \"/v1/\" + any", "network:access:constant.example.com")]
    [InlineData("Host", "network:access:constant.example.com")]
    [InlineData("Address", "network:access:field.example.com")]
    [InlineData("Property", "network:access:property.example.com")]
    [InlineData("Computed", "network:access:computed.example.com")]
    [InlineData("Changing", "network:access:*")]
    [InlineData("\"v1/orders\"", "network:access:*")]
    [InlineData("\"orders\"", "network:access:*")]
    [InlineData("any", "network:access:*")]
    [InlineData("any ?? \"https://api.example.com\"", "network:access:*")]
    [InlineData("requestUri: \"https://api.example.com\"", "network:access:api.example.com")]
    [InlineData("(Uri)new(\"https://api.example.com\")", "network:access:api.example.com")]
    public Task Host_is_taken_out_of_the_address(string argument, string permission) => Module.With().FindsAsync(
        $$"""
        class C
        {
            const string Host = "https://constant.example.com";
            static readonly Uri Address = new("https://field.example.com/v1/");
            static Uri Property { get; } = new Uri("https://property.example.com");
            static string Computed => "https://computed.example.com";
            static string Changing = "https://changing.example.com";
            async Task M(string any, HttpClient client) { await [|client.GetAsync({{argument}})|]; }
        }
        """,
        permission);

    [Theory]
    [InlineData("var url = \"https://api.example.com\"; ", "network:access:api.example.com")]
    [InlineData("string url; url = \"https://api.example.com\"; ", "network:access:*")]
    [InlineData("var url = \"https://api.example.com\"; if (any == \"\") url = any; ", "network:access:*")]
    [InlineData("var url = \"https://api.example.com\"; Set(ref url); void Set(ref string text) => text = any; ", "network:access:*")]
    [InlineData("var host = \"api.example.com\"; var url = $\"https://{host}/v1\"; ", "network:access:api.example.com")]
    [InlineData("var url = new UriBuilder(any).Uri; ", "network:access:*")]
    public Task Variable_counts_where_it_is_set_once(string statements, string permission) =>
        Module.With().FindsAsync(Module.InMethod(statements + "await [|client.GetAsync(url)|];"), permission);

    [Theory]
    [InlineData("new HttpRequestMessage(HttpMethod.Get, \"https://api.example.com/v1\")", "network:access:api.example.com")]
    [InlineData("new HttpRequestMessage { RequestUri = new(\"https://api.example.com/v1\") }", "network:access:api.example.com")]
    [InlineData("new HttpRequestMessage(HttpMethod.Get, any)", "network:access:*")]
    public Task Host_is_taken_out_of_the_request(string request, string permission) =>
        Module.With().FindsAsync(Module.InMethod($"await [|client.SendAsync({request})|];"), permission);

    [Theory]
    [InlineData("[|Process.Start(\"git\")|];", "process:start:git")]
    [InlineData("[|Process.Start(\"git\", \"status\")|];", "process:start:git")]
    [InlineData("[|Process.Start(any)|];", "process:start:*")]
    [InlineData("[|Process.Start(new ProcessStartInfo(\"git\", any))|];", "process:start:git")]
    [InlineData("[|Process.Start(new ProcessStartInfo { FileName = \"git\", Arguments = any })|];", "process:start:git")]
    [InlineData("[|Process.Start(new ProcessStartInfo(any) { FileName = \"git\" })|];", "process:start:git")]
    [InlineData("var info = new ProcessStartInfo(\"git\"); [|Process.Start(info)|];", "process:start:git")]
    [InlineData("var info = new ProcessStartInfo(); info.FileName = \"git\"; [|Process.Start(info)|];", "process:start:git")]
    [InlineData("var p = new Process { StartInfo = new ProcessStartInfo(\"git\") }; [|p.Start()|];", "process:start:git")]
    [InlineData("using var p = new Process(); p.StartInfo.FileName = \"git\"; [|p.Start()|];", "process:start:git")]
    [InlineData("using var p = new Process(); p.StartInfo.FileName = any; [|p.Start()|];", "process:start:*")]
    public Task Program_is_taken_out_of_the_start_info(string body, string permission) =>
        Module.With().FindsAsync(Module.InMethod(body), permission);

    [Theory]
    [InlineData("[|File.Delete(\"/srv/acme/a.txt\")|];", "file:write:/srv/acme/a.txt")]
    [InlineData("[|File.Delete(Path.Combine(\"/srv\", \"acme\", \"a.txt\"))|];", "file:write:/srv/acme/a.txt")]
    [InlineData("[|File.Delete(Path.Combine(any, \"a.txt\"))|];", "file:write:*")]
    [InlineData("[|File.Delete(\"../a.txt\")|];", "file:write:*")]
    [InlineData("[|File.Delete(\"/srv/\" + any)|];", "file:write:*")]
    [InlineData("[|File.Delete(\" \")|];", "file:write:*")]
    [InlineData("[|File.Open(\"a\", FileMode.Open, FileAccess.Read)|];", "file:read:a")]
    [InlineData("[|File.Open(\"a\", FileMode.Create, FileAccess.Write)|];", "file:write:a")]
    [InlineData("[|File.Open(\"a\", FileMode.Append)|];", "file:write:a")]
    [InlineData("[|File.Open(mode: FileMode.Append, path: \"a\")|];", "file:write:a")]
    [InlineData("new FileInfo(\"a\").[|OpenText()|];", "file:read:a")]
    [InlineData("[|Environment.GetEnvironmentVariable(\"ACME_KEY\")|];", "environment:read:ACME_KEY")]
    [InlineData("[|Environment.GetEnvironmentVariable(any)|];", "environment:read:*")]
    [InlineData("[|new TcpListener(IPAddress.Any, 8080)|];", "network:listen:8080")]
    [InlineData("[|new TcpListener(IPAddress.Any, any.Length)|];", "network:listen:*")]
    [InlineData("new HttpListener().Prefixes.[|Add(\"http://+:8080/\")|];", "network:listen:8080")]
    [InlineData("[|new TcpClient(\"db.example.com\", 5432)|];", "network:access:db.example.com")]
    [InlineData("[|Dns.GetHostEntry(\"db.example.com\")|];", "network:dns:db.example.com")]
    [InlineData("[|NativeLibrary.Load(\"libacme.so\")|];", "native:load:libacme.so")]
    public Task Target_is_what_its_form_says(string body, string permission) =>
        Module.With().FindsAsync(Module.InMethod(body.StartsWith("[|new Tcp", StringComparison.Ordinal) ? "var x = " + body : body), permission);
}
