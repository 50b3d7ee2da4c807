using System.Runtime.InteropServices;
using System.Text;

namespace ModuleBuild.Security.Tests.Capabilities.Coverage;

/// <summary>
/// The map against what the shared framework does and what the reference pack says. MODULEBUILD_UPDATE=1 writes the reports. They are
/// compared whole where the runtime is the one that they were made with; a servicing release changes helpers at most, so with another
/// only members count that nobody has looked at. Natives of other systems are others, and another .NET wants a look of its own.
/// </summary>
public sealed class MapCoverageTests
{
    private const int Reviewed = 10;

    private static readonly MapReview ReachReview = new("map-review.txt");

    private static readonly MapReview AttributeReview = new("attribute-review.txt");

    private static readonly Lazy<IReadOnlyList<ReachedLeaf>> Reached = new(() => FrameworkReach.Members(ReachReview));

    private static readonly Lazy<IReadOnlyList<ReachedLeaf>> Marked = new(() => [.. ReferenceAttributes.Members()]);

    [Fact]
    public void Every_public_member_that_reaches_a_native_leaf_is_in_the_map_or_has_a_reason()
    {
        SkipWhereOthers();

        Assert.Equal(string.Empty, string.Join('\n', CoverageReport.Unexplained(Reached.Value, ReachReview)));
    }

    [Fact]
    public void Every_member_that_the_reference_pack_marks_is_in_the_map_or_has_a_reason()
    {
        SkipWhereOthers();

        Assert.Equal(string.Empty, string.Join('\n', CoverageReport.Unexplained(Marked.Value, AttributeReview)));
    }

    [Fact]
    public void The_way_of_a_member_to_its_native_leaf_is_found()
    {
        SkipWhereOthers();

        // Over a stub that the compiler made, helpers of a nested type, the code of an async method.
        Assert.Contains(Reached.Value, leaf => leaf is { Kinds: "process:start", Type: "System.Diagnostics.Process", Name: "Start", Leaf: "SystemNative_ForkAndExecProcess" });
        Assert.Contains(Reached.Value, leaf => leaf is { Kinds: "network:listen", Type: "System.Net.Sockets.Socket", Name: "Bind", Leaf: "SystemNative_Bind" });
        Assert.Contains(Reached.Value, leaf => leaf is { Kinds: "file:write", Type: "System.IO.File", Name: "Delete", Leaf: "SystemNative_Unlink" });
        Assert.Contains(Reached.Value, leaf => leaf is { Kinds: "network:connect", Type: "System.Net.Sockets.SocketTaskExtensions", Name: "ConnectAsync" });
    }

    [Theory]
    [InlineData("map-coverage.txt", "Public members of the shared framework from which a native function or a member of the map is reached, made by MapCoverageTests.")]
    [InlineData("attribute-coverage.txt", "Public members that the reference pack marks, made by MapCoverageTests.")]
    public void The_report_is_up_to_date(string name, string what)
    {
        SkipWhereOthers();
        var path = CoverageFile.PathOf(name);
        var version = $"# .NET {Environment.Version}";
        var isReach = name == "map-coverage.txt";
        var (leaves, review) = isReach ? (Reached.Value, ReachReview) : (Marked.Value, AttributeReview);
        var actual = CoverageReport.Of($"{version}\n# {what}\n", leaves, review);
        if (Environment.GetEnvironmentVariable("MODULEBUILD_UPDATE") == "1")
        {
            File.WriteAllText(path, actual, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        }

        var approved = File.ReadAllText(path).ReplaceLineEndings("\n");
        Assert.SkipUnless(approved.StartsWith(version + "\n", StringComparison.Ordinal), $"The report was not made with .NET {Environment.Version}.");
        Assert.Equal(approved, actual);
        Assert.True(!review.Unused.Any(), $"Lines that no member needs:\n{string.Join('\n', review.Unused)}");
    }

    private static void SkipWhereOthers()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture is Architecture.X64 or Architecture.Arm64, "Native functions of other systems are others.");
        Assert.SkipUnless(Environment.Version.Major == Reviewed, $"The review is for .NET {Reviewed}.");
        Assert.SkipWhen(ReferencePacks.Members is null, "The reference packs are not beside this runtime.");
    }
}
