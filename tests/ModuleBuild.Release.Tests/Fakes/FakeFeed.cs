using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Ports;
using NuGet.Versioning;

namespace ModuleBuild.Release.Tests.Fakes;

/// <summary>A feed in memory: it keeps the first bytes of a version, and shows symbols to nobody.</summary>
public sealed class FakeFeed : IPackagePublisher
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, string> _content = [];
    private readonly List<string> _log = [];

    public string Name => "feed";

    public string Address { get; init; } = "https://feed.example/v3/index.json";

    /// <summary>Whether it takes symbols.</summary>
    public bool TakesSymbols { get; init; } = true;

    /// <summary>Answers instead of the feed: (file, number of the push from 1 on), with whether the feed takes it all the same.</summary>
    public Func<PackageFile, int, (PushOutcome Outcome, bool IsTaken)?> Fault { get; set; } = (_, _) => null;

    /// <summary>Look-ups that find nothing, though it is there: a server that looks at packages for a while.</summary>
    public int HiddenLookUps { get; set; }

    /// <summary>Whether look-ups fail.</summary>
    public bool IsSilent { get; set; }

    /// <summary>Content hashes by kind, id and version.</summary>
    public IReadOnlyDictionary<string, string> Content => _content;

    /// <summary>What it took, in order.</summary>
    public IReadOnlyList<string> Log => _log;

    /// <summary>How often it was asked to take something.</summary>
    public int Pushes { get; private set; }

    /// <summary>What a push waits for; null for nothing.</summary>
    public Func<PackageFile, Task>? Wait { get; init; }

    public static string Key(PackageFileKind kind, string id, NuGetVersion version) => $"{kind} {id} {version.ToNormalizedString()}";

    public void Put(PackageFile file, string contentHash) => _content[Key(file.Kind, file.Id, file.Version)] = contentHash;

    public Task<SourceAnswer<PublishedContent>> FindAsync(string id, NuGetVersion version, PackageFileKind kind, CancellationToken cancellation)
    {
        lock (_lock)
        {
            return Task.FromResult(
                IsSilent ? SourceAnswer.Failed<PublishedContent>(Problem("it is down."))
                : kind == PackageFileKind.Symbols ? SourceAnswer.Of(PublishedContent.NotShown)
                : !_content.TryGetValue(Key(kind, id, version), out var hash) || HiddenLookUps-- > 0 ? SourceAnswer.Of(PublishedContent.Absent)
                : SourceAnswer.Of(new PublishedContent(Presence.Present, hash)));
        }
    }

    public async Task<PushAnswer> PushAsync(PackageFile file, CancellationToken cancellation)
    {
        await (Wait?.Invoke(file) ?? Task.CompletedTask);
        return Push(file);
    }

    private PushAnswer Push(PackageFile file)
    {
        lock (_lock)
        {
            Pushes++;
            if (file.Kind == PackageFileKind.Symbols && !TakesSymbols)
            {
                return new PushAnswer(PushOutcome.NotOffered, Problem("no symbols."));
            }

            var fault = Fault(file, Pushes);
            var outcome = PushOutcome.Accepted;
            if (fault is null or { IsTaken: true })
            {
                var key = Key(file.Kind, file.Id, file.Version);
                outcome = _content.TryAdd(key, file.ContentHash) ? PushOutcome.Accepted : PushOutcome.Conflict;
                if (outcome == PushOutcome.Accepted)
                {
                    _log.Add(key);
                }
            }

            outcome = fault?.Outcome ?? outcome;
            return new PushAnswer(outcome, outcome == PushOutcome.Accepted ? null : Problem($"{outcome}."));
        }
    }

    private static Finding Problem(string why) => Finding.Create(DiagnosticCatalog.NotPublished, SourceLocation.None, "a package", "feed", why);
}

/// <summary>A feed before and after whose every push the process may die.</summary>
public sealed class CrashingFeed(IPackagePublisher feed, CrashPoints points) : IPackagePublisher
{
    public string Name => feed.Name;

    public string Address => feed.Address;

    public Task<SourceAnswer<PublishedContent>> FindAsync(string id, NuGetVersion version, PackageFileKind kind, CancellationToken cancellation) =>
        feed.FindAsync(id, version, kind, cancellation);

    public async Task<PushAnswer> PushAsync(PackageFile file, CancellationToken cancellation)
    {
        await points.PassAsync();
        var answer = await feed.PushAsync(file, cancellation);
        await points.PassAsync();
        return answer;
    }
}
