namespace ModuleBuild.Architecture.Tests.Sources;

public sealed class ForbiddenWordTests
{
    private static readonly ForbiddenWord[] InAllOfSrc =
    [
        new(@"\bGuid\s*\.\s*(NewGuid|CreateVersion7)\b", "ids are derived from content, or passed in."),
        new(@"\bDateTime(Offset)?\s*\.\s*(Utc)?(Now|Today)\b", "time comes from the sources, or is passed in."),
        new(@"\bnew\s+Random\s*\(|\bRandom\s*\.\s*Shared\b|\bRandomNumberGenerator\b", "randomness is passed in."),
        new(@"\bEnvironment\s*\.\s*TickCount", "time comes from the sources, or is passed in."),
        // Adapters behind a port open sockets; their files are the exceptions, below.
        new(@"\b(HttpClient|TcpClient|Socket|WebRequest)\b|\bSystem\.Net\.(Http|Sockets)\b", "nothing here opens the network."),
    ];

    private static readonly ForbiddenWord[] InCore =
    [
        new(@"\bConsole\s*\.", "Core returns findings; the command line prints them."),
        new(@"\bSystem\.Net\b", "Core knows no network."),
        new(@"\bMicrosoft\.Build\b", "Core knows no MSBuild; facts of a project are passed in."),
        new(@"\bMicrosoft\.CodeAnalysis\b", "Core reads metadata, not syntax."),
        new(@"\bStopwatch\b|\bTimeProvider\b", "Core knows no clock."),
        new(@"\bProcessStartInfo\b|\bProcess\s*\.\s*Start\b", "Core starts no programs."),
        new(@"\bEnvironment\s*\.\s*(GetEnvironmentVariable|CurrentDirectory)\b", "Core gets all that it needs as arguments."),
    ];

    // The client of ClamAV's daemon, behind IMalwareScanner, and the health probe, behind IHealthProbe: to where the policy says, and nowhere else.
    private static readonly string[] MayOpenSockets =
    [
        "src/ModuleBuild.Security/Checks/Malware/ClamdClient.cs",
        "src/ModuleBuild.Security/Checks/Malware/ClamdAddress.cs",
        "src/ModuleBuild.Release/Health/HttpProbe.cs",
    ];

    [Fact]
    public async Task Outputs_hold_no_clock_no_chance_and_no_network() => Offenders.None(await FindAsync("src", InAllOfSrc), "Forbidden in src:");

    [Fact]
    public async Task Core_knows_no_network_clock_console_MSBuild_or_Roslyn() =>
        Offenders.None(await FindAsync("src/ModuleBuild.Core", InCore), "Forbidden in ModuleBuild.Core:");

    [Theory]
    [InlineData("var id = Guid.NewGuid();")]
    [InlineData("var now = DateTime.Now;")]
    [InlineData("var now = DateTimeOffset.UtcNow.AddDays(1);")]
    [InlineData("var dice = new Random(42);")]
    [InlineData("using var client = new HttpClient();")]
    [InlineData("Console.WriteLine(text); // says it")]
    [InlineData("using System.Net.Sockets;")]
    [InlineData("using Microsoft.Build.Framework;")]
    [InlineData("var clock = Stopwatch.StartNew();")]
    public void Forbidden_word_is_named_with_its_line(string code)
    {
        var found = InAllOfSrc.Concat(InCore).SelectMany(word => word.In("src/Some.cs", ["", code]));

        Assert.All(found, violation => Assert.StartsWith("src/Some.cs(2): '", violation, StringComparison.Ordinal));
        Assert.NotEmpty(found);
    }

    [Theory]
    [InlineData("// Console.WriteLine would be wrong here")]
    [InlineData("    /// <summary>Not DateTime.Now.</summary>")]
    [InlineData("var x = 1; // never Guid.NewGuid")]
    [InlineData("DateTimeOffset? Timestamp,")]
    [InlineData("var link = \"https://example.com/\";")]
    public void Comments_and_other_words_are_left_alone(string code) =>
        Assert.Empty(InAllOfSrc.Concat(InCore).SelectMany(word => word.In("src/Some.cs", [code])));

    private static async Task<IEnumerable<string>> FindAsync(string folder, ForbiddenWord[] words) =>
        (await RepositoryFiles.InAsync(folder, ".cs")).SelectMany(file => words
            .Where(word => !(word.Reason.Contains("network", StringComparison.Ordinal) && MayOpenSockets.Contains(file.Path)))
            .SelectMany(word => word.In(file.Path, file.ReadLines())));
}
