using System.Net;
using System.Net.Sockets;
using ModuleBuild.Testing.NuGetServer;

namespace ModuleBuild.Feeds.Tests.Publishing;

/// <summary>Servers of NuGet's older protocol, which say what they have as Atom.</summary>
public sealed class PlainServerPublisherTests
{
    [Fact]
    public async Task What_is_pushed_is_looked_up_past_what_the_server_said_before()
    {
        await using var scenario = new FeedScenario();
        var file = scenario.Pack(TestPackage.Module("Acme.A", "1.0.0"));
        using var server = new OldServer(file.Path);
        scenario.Configure($"""
            <configuration><packageSources><clear /><add key="old" value="{server.Address}" allowInsecureConnections="true" /></packageSources></configuration>
            """);
        var publisher = scenario.Publisher("old");

        Assert.Null(await publisher.HashInAsync(file));
        server.ShowsIt = true;

        Assert.Equal(file.ContentHash, await publisher.HashInAsync(file));
    }

    private sealed class OldServer : IDisposable
    {
        private readonly HttpListener _listener = new();
        private readonly string _package;

        public OldServer(string package)
        {
            _package = package;
            Address = $"http://127.0.0.1:{FreePort()}/api/v2/";
            _listener.Prefixes.Add(Address);
            _listener.Start();
            _ = ServeAsync();
        }

        public string Address { get; }

        public volatile bool ShowsIt;

        public void Dispose() => ((IDisposable)_listener).Dispose();

        private static int FreePort()
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            return ((IPEndPoint)listener.LocalEndpoint).Port;
        }

        private async Task ServeAsync()
        {
            while (_listener.IsListening)
            {
                try
                {
                    var context = await _listener.GetContextAsync();
                    var bytes = context.Request.Url!.AbsolutePath.EndsWith(".nupkg", StringComparison.Ordinal)
                        ? await File.ReadAllBytesAsync(_package)
                        : System.Text.Encoding.UTF8.GetBytes(Feed());
                    context.Response.ContentType = "application/atom+xml";
                    await context.Response.OutputStream.WriteAsync(bytes);
                    context.Response.Close();
                }
                catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
                {
                    return;
                }
            }
        }

        private string Feed() => $"""
            <?xml version="1.0" encoding="utf-8"?>
            <feed xmlns="http://www.w3.org/2005/Atom" xmlns:d="http://schemas.microsoft.com/ado/2007/08/dataservices" xmlns:m="http://schemas.microsoft.com/ado/2007/08/dataservices/metadata">
              <title>Packages</title><id>{Address}Packages</id><updated>2026-01-01T00:00:00Z</updated>
              {(ShowsIt ? Entry() : string.Empty)}
            </feed>
            """;

        private string Entry() => $"""
            <entry><id>{Address}Packages(Id='Acme.A',Version='1.0.0')</id><title type="text">Acme.A</title><updated>2026-01-01T00:00:00Z</updated><author><name>A</name></author>
              <content type="application/zip" src="{Address}package/acme.a.1.0.0.nupkg" />
              <m:properties><d:Id>Acme.A</d:Id><d:Version>1.0.0</d:Version><d:NormalizedVersion>1.0.0</d:NormalizedVersion><d:Published m:type="Edm.DateTime">2026-01-01T00:00:00</d:Published></m:properties>
            </entry>
            """;
    }
}
