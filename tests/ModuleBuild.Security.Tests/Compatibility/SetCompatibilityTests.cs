using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Ports;
using ModuleBuild.Security.Compatibility.Sets;
using ModuleBuild.Security.Tests.Capabilities.Patterns;
using ModuleBuild.Testing;
using ModuleBuild.Testing.NuGetServer;
using NuGet.Versioning;

namespace ModuleBuild.Security.Tests.Compatibility;

/// <summary>Modules of a set whose ranges hold, and whose members do or don't.</summary>
public sealed class SetCompatibilityTests : IModulePackages, IDisposable
{
    private const string First = "namespace Acme.A; public class Api { public void Old(int value) { } public void Kept() { } } public interface IJob { void Run(); }";
    private const string Second = "namespace Acme.A; public class Api { public void New() { } public void Kept() { } } public interface IJob { void Run(); void Stop(); }";

    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, ModulePackage> _known = new(StringComparer.OrdinalIgnoreCase);
    private int _asked;

    [Fact]
    public async Task Member_that_the_version_of_the_set_lost_is_told_with_the_range_to_declare()
    {
        var first = Api("1.0.0", First);
        var second = Api("2.0.0", Second);
        var user = User("1.0.0", first, "class Use { void Go() { var a = new Acme.A.Api(); a.Old(1); a.Kept(); } }");

        Assert.Empty(await CompareAsync(user, first.Package));
        Assert.Equal(
            ["Acme.B 1.0.0 calls Acme.A.Api.Old(Int32), which is absent in Acme.A 2.0.0; Acme.B should declare Acme.A \"[1.0,2.0.0)\"."],
            await CompareAsync(user, second.Package));
    }

    [Fact]
    public async Task Member_that_came_later_is_told_with_the_range_to_declare() => Assert.Equal(
        ["Acme.B 1.0.0 calls Acme.A.Api.New(), which is absent in Acme.A 1.0.0; Acme.B should declare Acme.A \"[2.0.0,3.0)\"."],
        await CompareAsync(User("1.0.0", Api("2.0.0", Second), "class Use { void Go() => new Acme.A.Api().New(); }"), Api("1.0.0", First).Package));

    [Fact]
    public async Task Member_that_has_to_be_implemented_now_is_told() => Assert.Equal(
        ["Acme.B.Job of Acme.B 1.0.0 does not implement Acme.A.IJob.Stop(), which Acme.A 2.0.0 demands; Acme.B should declare Acme.A \"[1.0,2.0.0)\"."],
        await CompareAsync(User("1.0.0", Api("1.0.0", First), "class Job : Acme.A.IJob { public void Run() { } }"), Api("2.0.0", Second).Package));

    [Fact]
    public async Task Type_whose_base_is_not_at_hand_may_implement_anything()
    {
        var library = CompiledProgram.Compile(Directory.CreateDirectory(_folder["library"]).FullName, "Other", "namespace Other; public class Base { public void Run() { } public void Stop() { } }");
        var user = User("1.0.0", Api("1.0.0", First), "class Job : Other.Base, Acme.A.IJob { }", library);

        Assert.Empty(await CompareAsync(user, Api("2.0.0", Second).Package));
    }

    [Fact]
    public async Task Host_is_compared_where_its_package_can_be_had()
    {
        var user = User("1.0.0", Api("1.0.0", First), "class Use { void Go() => new Acme.A.Api().Old(1); }");
        _known.Add("Acme.A 2.0.0", Api("2.0.0", Second).Package);
        var hosts = ImmutableSortedDictionary<string, NuGetVersion>.Empty.Add("Acme.A", NuGetVersion.Parse("2.0.0")).Add("Acme.Gone", NuGetVersion.Parse("1.0.0"));

        var answer = await new SetCompatibility(this).CompareAsync(new SetToCompare([user], ["Acme.B"], hosts), TestContext.Current.CancellationToken);

        Assert.StartsWith("Acme.B 1.0.0 calls Acme.A.Api.Old(Int32), which is absent in Acme.A 2.0.0;", Assert.Single(answer.Problems), StringComparison.Ordinal);
        Assert.Equal(["Acme.Gone 1.0.0 was not compared: Package source 'feed' failed: has no Acme.Gone."], answer.NotCompared);
    }

    [Fact]
    public async Task Only_users_in_question_are_read_and_the_same_question_is_answered_once()
    {
        var user = User("1.0.0", Api("1.0.0", First), "class Use { void Go() => new Acme.A.Api().Old(1); }");
        var set = new SetToCompare([user, Api("2.0.0", Second).Package], [], ImmutableSortedDictionary<string, NuGetVersion>.Empty);
        var comparison = new SetCompatibility(this);

        Assert.Empty((await comparison.CompareAsync(set, TestContext.Current.CancellationToken)).Problems);
        var asked = await comparison.CompareAsync(set with { Users = ["acme.b", "Acme.B"] }, TestContext.Current.CancellationToken);
        File.Delete(user.Path);
        var again = await comparison.CompareAsync(set with { Users = ["acme.b", "Acme.B"] }, TestContext.Current.CancellationToken);

        Assert.Single(asked.Problems);
        Assert.Equal(asked.Problems, again.Problems);
        Assert.Equal(0, _asked);
    }

    [Fact]
    public async Task Damaged_packages_and_assemblies_bring_nothing_down_and_are_told()
    {
        var user = User("1.0.0", Api("1.0.0", First), "class Use { void Go() => new Acme.A.Api().Old(1); }");
        var damaged = Write(TestPackage.Module("Acme.A", "2.0.0").WithFile("lib/net10.0/Acme.A.dll", "no assembly"));
        var noPackage = damaged with { Path = _folder.Write("no.nupkg", "no package") };

        const string NotRead = "Acme.A.dll of Acme.A 2.0.0 was not compared: it cannot be read.";
        const string NotOpened = "Acme.A 2.0.0 was not compared: its package cannot be read.";
        Assert.Equal([NotRead], await HolesAsync(user, damaged));
        Assert.Equal([NotOpened], await HolesAsync(user, noPackage));
        Assert.Equal([NotOpened, NotRead], await HolesAsync(damaged, noPackage));
    }

    [Fact]
    public async Task Assembly_that_two_members_ship_is_told_where_somebody_calls_it()
    {
        var api = Api("1.0.0", First);
        var user = User("1.0.0", api, "class Use { void Go() => new Acme.A.Api().Old(1); }");
        var twin = Write(TestPackage.Module("Acme.C", "1.0.0").WithFile("lib/net10.0/Acme.A.dll", File.ReadAllBytes(api.Assembly)));

        Assert.Equal(["Calls of Acme.A.dll were not compared: Acme.A 2.0.0 and Acme.C 1.0.0 ship it."], await HolesAsync(user, Api("2.0.0", Second).Package, twin));
        Assert.Empty(await HolesAsync(api.Package, twin));
    }

    public Task<SourceAnswer<ModulePackage>> GetAsync(string id, NuGetVersion version, CancellationToken cancellation)
    {
        _asked++;
        return Task.FromResult(_known.TryGetValue($"{id} {version}", out var package) ? SourceAnswer.Of(package) : SourceAnswer.Failed<ModulePackage>(Finding.Create(DiagnosticCatalog.SourceFailed, new SourceLocation("feed"), "feed", $"has no {id}")));
    }

    public void Dispose() => _folder.Dispose();

    private static async Task<ImmutableArray<string>> CompareAsync(params ModulePackage[] packages)
    {
        var answer = await AnswerAsync(packages);
        Assert.Empty(answer.NotCompared);
        return answer.Problems;
    }

    private static async Task<ImmutableArray<string>> HolesAsync(params ModulePackage[] packages)
    {
        var answer = await AnswerAsync(packages);
        Assert.Empty(answer.Problems);
        return answer.NotCompared;
    }

    private static Task<SetComparison> AnswerAsync(ModulePackage[] packages) => new SetCompatibility(null!).CompareAsync(
        new SetToCompare([.. packages], [.. packages.Select(package => package.Id)], ImmutableSortedDictionary<string, NuGetVersion>.Empty), TestContext.Current.CancellationToken);

    private (ModulePackage Package, string Assembly) Api(string version, string source)
    {
        var assembly = CompiledProgram.Compile(Directory.CreateDirectory(_folder[$"a/{version}"]).FullName, "Acme.A", $"[assembly: System.Reflection.AssemblyVersion(\"{version}.0\")] {source}");
        return (Write(TestPackage.Module("Acme.A", version).WithFile("lib/net10.0/Acme.A.dll", File.ReadAllBytes(assembly))), assembly);
    }

    private ModulePackage User(string version, (ModulePackage Package, string Assembly) other, string source, params string[] more)
    {
        var assembly = CompiledProgram.Compile(Directory.CreateDirectory(_folder["b"]).FullName, "Acme.B", "namespace Acme.B; " + source, references: [other.Assembly, .. more]);
        return Write(TestPackage.Module("Acme.B", version).DependsOn("Acme.A", "[1.0,3.0)").WithFile("lib/net8.0/Acme.B.dll", "old").WithFile("lib/net10.0/Acme.B.dll", File.ReadAllBytes(assembly)));
    }

    private ModulePackage Write(TestPackage package)
    {
        var path = package.WriteTo(_folder["packages"]);
        return new ModulePackage(package.Id, NuGetVersion.Parse(package.Version), path, Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path))), null);
    }
}
