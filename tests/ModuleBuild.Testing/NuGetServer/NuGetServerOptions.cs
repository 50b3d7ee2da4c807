namespace ModuleBuild.Testing.NuGetServer;

/// <summary>What a server is like.</summary>
public sealed record NuGetServerOptions
{
    /// <summary>How long each request waits before it is answered.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>Whether it has RegistrationsBaseUrl/3.6.0, which knows what is unlisted and deprecated.</summary>
    public bool HasRegistrations { get; init; } = true;

    /// <summary>Advisories by package id; null where the server has no VulnerabilityInfo.</summary>
    public IReadOnlyList<ServedAdvisory>? Vulnerabilities { get; init; }

    /// <summary>Whether it has SymbolPackagePublish.</summary>
    public bool HasSymbols { get; init; } = true;

    /// <summary>Key that every push must give, or null.</summary>
    public string? ApiKey { get; init; }

    /// <summary>Whether it signs what it takes, as nuget.org does: its file is then another than the one that was pushed.</summary>
    public bool Countersigns { get; init; }

    /// <summary>User and password that every request must give (basic authentication), or null.</summary>
    public (string User, string Password)? Credentials { get; init; }
}

/// <summary>A vulnerability as VulnerabilityInfo gives it.</summary>
/// <param name="Id">Package id.</param>
/// <param name="Range">Versions that are affected, as a NuGet range.</param>
/// <param name="Url">Address of the advisory.</param>
/// <param name="Severity">0 (low) to 3 (critical).</param>
public sealed record ServedAdvisory(string Id, string Range, string Url, int Severity);

/// <summary>What goes wrong with requests. Of several that fit the first that is left counts.</summary>
/// <param name="Path">A part of the paths that are meant, without regard to case; empty means all.</param>
public sealed record Fault(string Path)
{
    /// <summary>Status code instead of the answer; 0 for the answer.</summary>
    public int Status { get; init; }

    /// <summary>Seconds of the header Retry-After, or null.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>Body instead of the answer's.</summary>
    public byte[]? Body { get; init; }

    /// <summary>The body ends after that many bytes, although its length was announced; null for all of it.</summary>
    public int? TruncateAt { get; init; }

    /// <summary>Bytes a second at which the body comes; 0 for as fast as can be.</summary>
    public int Rate { get; init; }

    /// <summary>Extra wait before the answer.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>No answer ever comes.</summary>
    public bool Hang { get; init; }

    /// <summary>The connection is torn down without an answer; what was asked for is not done.</summary>
    public bool Reset { get; init; }

    /// <summary>What was asked for is done, and the connection is torn down instead of the answer.</summary>
    public bool Lose { get; init; }

    /// <summary>What was asked for is not done, whatever the status; otherwise it is, also where another answer is given.</summary>
    public bool Undone { get; init; }

    /// <summary>How many requests it befalls; the default is all.</summary>
    public int Times { get; init; } = int.MaxValue;
}

/// <summary>A request that was made.</summary>
/// <param name="Method">For example <c>GET</c>.</param>
/// <param name="Path">Path below the server's root.</param>
/// <param name="Status">Status code of the answer; 0 where there was none.</param>
public sealed record ServedRequest(string Method, string Path, int Status);
