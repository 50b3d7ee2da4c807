using ModuleBuild.Core.Diagnostics;
using NuGet.Versioning;

namespace ModuleBuild.Core.Ports;

/// <summary>
/// One feed to which packages are published. Nothing is tried again here: whether an unclear answer is asked again is up to who knows what
/// was pushed. What goes wrong outside is told in the answer; only cancellation is thrown.
/// </summary>
public interface IPackagePublisher
{
    /// <summary>How people name the feed.</summary>
    string Name { get; }

    /// <summary>Its address without credentials, or its absolute path: tells it from every other feed.</summary>
    string Address { get; }

    /// <summary>Looks a version up, past all caches.</summary>
    /// <param name="id">Package id, in any case.</param>
    /// <param name="version">The version.</param>
    /// <param name="kind">The package, or its symbols.</param>
    /// <param name="cancellation">Stops waiting.</param>
    Task<SourceAnswer<PublishedContent>> FindAsync(string id, NuGetVersion version, PackageFileKind kind, CancellationToken cancellation);

    /// <summary>Pushes a file, once.</summary>
    /// <param name="file">The file. It is read whole before anything is sent, and refused where it has other bytes by now.</param>
    /// <param name="cancellation">Stops; the feed then has the file or not.</param>
    Task<PushAnswer> PushAsync(PackageFile file, CancellationToken cancellation);
}

/// <summary>What a file that is pushed is.</summary>
public enum PackageFileKind
{
    /// <summary>A package, <c>.nupkg</c>.</summary>
    Package,

    /// <summary>Symbols of a package, <c>.snupkg</c>.</summary>
    Symbols,
}

/// <summary>A file that may be pushed: exactly these bytes.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Path">Absolute path.</param>
/// <param name="Id">Id, as the package spells it.</param>
/// <param name="Version">Version.</param>
/// <param name="ContentHash">NuGet's content hash, Base64: the same whether a feed signed the package or not.</param>
/// <param name="Sha256">SHA-256 of the file, lower-case hexadecimal.</param>
/// <param name="Size">Bytes of the file.</param>
public sealed record PackageFile(PackageFileKind Kind, string Path, string Id, NuGetVersion Version, string ContentHash, string Sha256, long Size)
{
    /// <summary>Id and version, for people.</summary>
    public override string ToString() => $"{Id} {Version.ToNormalizedString()}";
}

/// <summary>What a feed has of a version.</summary>
/// <param name="Presence">Whether it has it.</param>
/// <param name="ContentHash">NuGet's content hash of what it has, Base64; null where it has nothing, or does not show it.</param>
public sealed record PublishedContent(Presence Presence, string? ContentHash = null)
{
    /// <summary>The feed does not have it.</summary>
    public static PublishedContent Absent { get; } = new(Presence.Absent);

    /// <summary>The feed shows such files to nobody.</summary>
    public static PublishedContent NotShown { get; } = new(Presence.NotShown);
}

/// <summary>Whether a feed has something.</summary>
public enum Presence
{
    /// <summary>It does not.</summary>
    Absent,

    /// <summary>It does.</summary>
    Present,

    /// <summary>It takes such files and gives them to nobody: NuGet servers do so with symbols.</summary>
    NotShown,
}

/// <summary>What became of a push.</summary>
/// <param name="Outcome">What the feed said.</param>
/// <param name="Problem">Why it was not accepted, with the way out; null where it was.</param>
/// <param name="Wait">How long the feed asks to wait before the next attempt, or null.</param>
public sealed record PushAnswer(PushOutcome Outcome, Finding? Problem = null, TimeSpan? Wait = null);

/// <summary>What a feed said to a push.</summary>
public enum PushOutcome
{
    /// <summary>It took the file.</summary>
    Accepted,

    /// <summary>It says that it has such a version already: these bytes or others.</summary>
    Conflict,

    /// <summary>It said no, or was not asked, and will say so again.</summary>
    Refused,

    /// <summary>The feed takes no such files.</summary>
    NotOffered,

    /// <summary>It may have taken the file or not: its answer was lost, or it had a problem of its own. Look the version up.</summary>
    Unclear,
}
