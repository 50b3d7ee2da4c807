using ModuleBuild.Core.Capabilities;

namespace ModuleBuild.Analyzers.Tests.Infrastructure;

/// <summary>A map of the tests' own, so that no case depends on what the real one says today.</summary>
internal static class TestMap
{
    private const string Text = """
        network:connect System.Net.Http.HttpClient.GetAsync target=0
        network:connect System.Net.Http.HttpClient.SendAsync target=0
        network:connect System.Net.Http.HttpMessageInvoker.SendAsync target=0
        network:connect System.Net.Http.Json.HttpClientJsonExtensions.* target=1
        network:connect System.Net.Sockets.TcpClient.ConnectAsync target=0
        network:connect System.Net.Sockets.TcpClient..ctor(String,Int32) target=0
        network:dns System.Net.Dns.GetHostEntry target=0
        network:listen System.Net.Sockets.TcpListener..ctor(IPAddress,Int32) target=1
        network:listen System.Net.HttpListenerPrefixCollection.Add target=0
        process:start System.Diagnostics.Process.Start(String) target=0
        process:start System.Diagnostics.Process.Start(String,String) target=0
        process:start System.Diagnostics.Process.Start(ProcessStartInfo) target=0
        process:start System.Diagnostics.Process.Start()
        process:inspect System.Diagnostics.Process.*
        none System.Diagnostics.Process.Dispose
        none System.Diagnostics.Process..ctor
        none System.Diagnostics.Process.StartInfo
        file:read System.IO.File.ReadAllText target=0
        file:read System.IO.StreamReader..ctor(String) target=0
        file:write System.IO.File.Delete target=0
        file:write System.IO.File.WriteAllText target=0
        file:write System.IO.FileStream.Write
        file:read System.IO.File.Move target=0
        file:write System.IO.File.Move target=1
        env:read System.Environment.GetEnvironmentVariable target=0
        env:read System.Environment.get_UserName
        env:write System.Environment.set_CurrentDirectory target=0
        env:read System.Environment.get_CurrentDirectory
        host:hook System.AppDomain.add_UnhandledException
        file:read System.IO.File.Open target=0
        file:write System.IO.File.Open target=0
        file:read System.IO.FileInfo.OpenText
        database:connect System.Data.Common.DbConnection.Open
        native:pinvoke System.Runtime.InteropServices.NativeLibrary.Load target=0
        reflection:invoke System.Reflection.MethodBase.Invoke
        network:connect System.Net.Http.HttpClient..ctor
        console:read System.Console.In
        console:read System.IO.Path.AltDirectorySeparatorChar
        """;

    public static CapabilityMap Map { get; } = Parse();

    private static CapabilityMap Parse()
    {
        var (map, problems) = CapabilityMap.Parse(Text);
        Assert.Empty(problems);
        return map;
    }
}
