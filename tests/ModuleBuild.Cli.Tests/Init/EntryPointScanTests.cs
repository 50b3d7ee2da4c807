using ModuleBuild.Cli.Init;

namespace ModuleBuild.Cli.Tests.Init;

public sealed class EntryPointScanTests
{
    [Theory]
    [InlineData("namespace Acme.Orders;\npublic sealed class Entry\n{\n    public void Configure(IHostApplicationBuilder builder) { }\n}", "Acme.Orders.Entry")]
    [InlineData("namespace Acme\n{\n    public class Entry : IModule\n    {\n        public void Configure( Microsoft.Extensions.Hosting.IHostApplicationBuilder b ) { }\n    }\n}", "Acme.Entry")]
    [InlineData("public class Entry { public void Configure(IHostApplicationBuilder b) { } }", "Entry")]
    [InlineData("namespace A;\npublic class First { }\npublic sealed partial class Second { public void Configure(IHostApplicationBuilder b) { } }", "A.Second")]
    [InlineData("namespace A;\npublic record Entry { public void Configure(IHostApplicationBuilder b) { } }", "A.Entry")]
    [InlineData("namespace A;\ninternal class Entry { public void Configure(IHostApplicationBuilder b) { } }", "")]
    [InlineData("namespace A;\npublic static class Entry { public static void Configure(IHostApplicationBuilder b) { } }", "")]
    [InlineData("namespace A;\npublic abstract class Entry { public void Configure(IHostApplicationBuilder b) { } }", "")]
    [InlineData("namespace A;\npublic interface IEntry { void Configure(IHostApplicationBuilder b); }", "")]
    [InlineData("namespace A;\npublic class Startup { public void Configure(IApplicationBuilder b) { } }", "")]
    public void Types_that_look_like_entry_points_are_found(string source, string expected) =>
        Assert.Equal(expected, string.Join(' ', EntryPointScan.FindInText(source)));

    [Theory]
    [InlineData("\n")]
    [InlineData(" \n")]
    [InlineData("public ")]
    [InlineData("public\n")]
    [InlineData("a.")]
    public async Task Nothing_takes_longer_than_its_length(string repeated)
    {
        var source = "void Configure(IHostApplicationBuilder b)\n" + string.Concat(Enumerable.Repeat(repeated, 1_000_000 / repeated.Length)) + "!";

        // Minutes, where each line looks through all that follow it.
        var found = await Task.Run(() => EntryPointScan.FindInText(source).Count(), TestContext.Current.CancellationToken)
            .WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        Assert.Equal(0, found);
    }
}
