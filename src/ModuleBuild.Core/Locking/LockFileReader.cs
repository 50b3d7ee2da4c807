using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Json;
using ModuleBuild.Core.Policy;
using ModuleBuild.Core.Resolution.Requests;

namespace ModuleBuild.Core.Locking;

/// <summary>What reading a lock gave.</summary>
/// <param name="Lock">
/// The lock; null where it cannot be read. With findings beside it, it can be read but was edited or merged by hand: its versions
/// may still be preferred by the next resolution.
/// </param>
/// <param name="Findings">MB1014, in the order of the file.</param>
public sealed record LockReading(LockFile? Lock, ImmutableArray<Finding> Findings);

/// <summary>Reads <c>module.lock.json</c> strictly: a lock that is not understood pins nothing.</summary>
public static class LockFileReader
{
    /// <summary>Most bytes of a lock: some sixty thousand packages.</summary>
    public const int MaxLength = 64 << 20;

    private const string Anew = "Run 'modulebuild lock'.";
    private const string EmptyAdvice = "Delete it, and run 'modulebuild lock'.";
    private const string MergeAdvice = "Take either side, then run 'modulebuild lock': it keeps the versions that still fit.";

    private static readonly string[] Fields = ["lockVersion", "inputs", "strategy", "policy", "hosts", "modules", "packages"];
    private static readonly string[] Sections = ["strategy", "modules", "packages"];

    /// <summary>Reads a file. Never throws for what it is or holds.</summary>
    /// <param name="path">Its path; findings show it as it is given.</param>
    public static LockReading Read(string path)
    {
        var (tree, problem) = StrictFile.Read(path, DiagnosticCatalog.LockUnusable, MaxLength, EmptyAdvice, MergeAdvice);
        return Read(path, tree, problem);
    }

    /// <summary>Reads a lock as it once was, for example in an older commit.</summary>
    /// <param name="path">The path that findings show.</param>
    /// <param name="bytes">What it held.</param>
    public static LockReading Read(string path, byte[] bytes)
    {
        var (tree, problem) = StrictFile.Parse(path, bytes, DiagnosticCatalog.LockUnusable, EmptyAdvice, MergeAdvice);
        return Read(path, tree, problem);
    }

    private static LockReading Read(string path, JsonTree? tree, Finding? problem)
    {
        if (problem is not null)
        {
            return new LockReading(null, [problem]);
        }

        var reader = new StrictReader(path, DiagnosticCatalog.LockUnusable, tree!);
        if (reader.Root("an object with \"lockVersion\"") is not { } root || !IsKnownVersion(reader, root) || ReadLock(reader, root) is not { } read)
        {
            return new LockReading(null, reader.Findings);
        }

        CheckByItself(reader, root, read);
        return new LockReading(read, reader.Findings);
    }

    // A newer format may have fields that this one does not know, so that telling of them would mislead.
    private static bool IsKnownVersion(StrictReader reader, JsonObject root)
    {
        switch (root.Find("lockVersion")?.Value)
        {
            case JsonNumber { Number: LockFile.CurrentVersion }:
                return true;
            case JsonNumber { Number: > LockFile.CurrentVersion } newer:
                reader.Report(newer.Start,
                    $"a newer ModuleBuild wrote it: its format is version {newer.Text}, and this one knows version {LockFile.CurrentVersion}. Update ModuleBuild.");
                return false;
            case null:
                reader.Report(root.Start, $"'lockVersion' is missing. {Anew}");
                return false;
            case var other:
                reader.Report(other.Start, $"'lockVersion' is {other.Description}; expected {LockFile.CurrentVersion}.");
                return false;
        }
    }

    private static LockFile? ReadLock(StrictReader reader, JsonObject root)
    {
        reader.CheckNames(root, Fields);
        var inputs = reader.Text(root, "inputs", isRequired: true);
        foreach (var name in Sections.Where(name => root.Find(name) is null))
        {
            reader.Report(root.Start, $"'{name}' is missing. {Anew}");
        }

        var strategy = ResolutionSection.Word(reader, root, "strategy", PolicyWords.Strategies);
        var policy = reader.Object(root, "policy") is { } section ? ResolutionSection.ReadLocked(reader, section) : new();
        var hosts = ResolutionSection.Versions(reader, reader.Object(root, "hosts"));
        var modules = LockedModuleSection.Read(reader, reader.Object(root, "modules"));
        var packages = LockedPackageSection.Read(reader, reader.Object(root, "packages"), out var ofWorkspace);
        return !reader.IsClean ? null : new LockFile
        {
            Inputs = inputs!,
            Strategy = strategy!.Value,
            Policy = policy,
            Hosts = hosts,
            Modules = modules,
            Packages = packages,
            OfWorkspace = ofWorkspace,
        };
    }

    private static void CheckByItself(StrictReader reader, JsonObject root, LockFile read)
    {
        if (LockInputs.HashOf(read) != read.Inputs)
        {
            reader.Report(root.Find("inputs")!.Value.Start,
                $"'inputs' is not the hash of 'modules' and 'policy': it was edited, or merged, by hand. {Anew}");
        }

        foreach (var need in LockNeeds.Unmet(read.Modules, read.Policy, read))
        {
            reader.Report(root.Find("packages")!.Start, $"{need}. {Anew}");
        }
    }
}
