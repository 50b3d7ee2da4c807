using System.Collections.Immutable;
using System.Globalization;
using ModuleBuild.Core.Diagnostics;

namespace ModuleBuild.Core.Policy;

/// <summary>What a policy makes of findings. See <c>docs/policy.md</c>.</summary>
public static class SecurityPolicy
{
    /// <summary>Applies severities, then exceptions.</summary>
    /// <param name="settings">The policy.</param>
    /// <param name="findings">What was found.</param>
    /// <param name="today">The day on which it is judged.</param>
    /// <returns>What counts, with MB2019 for each exception that would have accepted something; and what is accepted, with the reason.</returns>
    public static PolicyVerdict Apply(SecuritySettings settings, IReadOnlyList<Finding> findings, DateOnly today)
    {
        var remaining = ImmutableArray.CreateBuilder<Finding>();
        var accepted = ImmutableArray.CreateBuilder<Finding>();
        var expired = new List<PolicyException>();
        foreach (var finding in findings.Select(finding => Weigh(settings, finding)).OfType<Finding>())
        {
            var matching = settings.Exceptions.Where(exception => Accepts(exception, finding)).ToList();
            if (matching.Find(exception => exception.Expires >= today) is { } valid)
            {
                accepted.Add(finding with { Justification = JustificationOf(valid) });
                continue;
            }

            expired.AddRange(matching);
            remaining.Add(finding);
        }

        remaining.AddRange(Expired(expired.Distinct()).Select(finding => Weigh(settings, finding)).OfType<Finding>());
        return new PolicyVerdict(remaining.DrainToImmutable(), accepted.DrainToImmutable());
    }

    /// <summary>
    /// Applies the policy of a workspace to what one stage of a build found, which the stage analyze counts and tells with all else. Where the
    /// policy cannot be read nothing is changed, and where exceptions are over nothing is said: that stage does.
    /// </summary>
    /// <param name="root">Absolute path of the workspace.</param>
    /// <param name="findings">What was found, after the baseline.</param>
    /// <param name="today">The day on which it is judged.</param>
    /// <returns>What counts, with the severities of the policy.</returns>
    public static ImmutableArray<Finding> ApplyOf(string root, ImmutableArray<Finding> findings, DateOnly today) =>
        WorkspaceSettings.Read(root).Settings is { } settings
            ? [.. Apply(settings.Security, findings, today).Findings.Where(finding => finding.Descriptor != DiagnosticCatalog.ExceptionExpired)]
            : findings;

    /// <summary>The first last day of an exception that is not over yet: what it accepts counts again on the next; null where there is none.</summary>
    /// <param name="settings">The policy.</param>
    /// <param name="today">The day from which on.</param>
    public static DateOnly? NextExpiry(SecuritySettings settings, DateOnly today) =>
        settings.Exceptions.Select(exception => (DateOnly?)exception.Expires).Where(day => day >= today).Min();

    /// <summary>MB2019 for every exception of a policy whose day is over.</summary>
    /// <param name="settings">The policy.</param>
    /// <param name="today">The day on which it is judged.</param>
    public static ImmutableArray<Finding> Expired(SecuritySettings settings, DateOnly today) =>
        [.. Expired(settings.Exceptions.Where(exception => exception.Expires < today))];

    /// <summary>MB2020 for every file or folder of advisories that a policy names and that is not there.</summary>
    /// <param name="settings">The policy.</param>
    /// <param name="file">Where it is written.</param>
    public static ImmutableArray<Finding> MissingAdvisories(SecuritySettings settings, string file) =>
    [
        .. settings.Advisories.Where(path => !Path.Exists(path)).Select(path => Finding.Create(
            DiagnosticCatalog.AdvisoriesUnavailable, new SourceLocation(file), $"'{path}' does not exist.", "the packages that run with modules have") with
        {
            Severity = settings.FailsWithoutAdvisories ? Severity.Error : Severity.Warning,
        }),
    ];

    /// <summary>Whether an exception is about a finding: its code, and its subject as a whole or a word of it.</summary>
    /// <param name="exception">The exception.</param>
    /// <param name="finding">The finding.</param>
    public static bool Accepts(PolicyException exception, Finding finding) =>
        string.Equals(exception.Code, finding.Code, StringComparison.OrdinalIgnoreCase)
        && (Matches(exception.Subject, finding.Subject) || Array.Exists(finding.Subject.Split(' '), word => Matches(exception.Subject, word)));

    private static bool Matches(string pattern, string text) => pattern.EndsWith('*')
        ? text.StartsWith(pattern[..^1], StringComparison.OrdinalIgnoreCase)
        : string.Equals(text, pattern, StringComparison.OrdinalIgnoreCase);

    // What the compiler reports never comes here, and what is neither security nor compatibility no policy names.
    private static Finding? Weigh(SecuritySettings settings, Finding finding) =>
        !settings.Severities.TryGetValue(finding.Code, out var severity) ? finding
        : severity is { } weight ? finding with { Severity = weight }
        : null;

    private static IEnumerable<Finding> Expired(IEnumerable<PolicyException> exceptions) => exceptions
        .OrderBy(exception => exception.Location.Line).ThenBy(exception => exception.Location.Column)
        .Select(exception => Finding.Create(DiagnosticCatalog.ExceptionExpired, exception.Location, exception.Code, exception.Subject, DayOf(exception)) with
        {
            Subject = $"{exception.Code} {exception.Subject}",
        });

    private static string JustificationOf(PolicyException exception) => $"{exception.Reason} (until {DayOf(exception)})";

    private static string DayOf(PolicyException exception) => exception.Expires.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>Findings after a policy was applied.</summary>
/// <param name="Findings">What counts, with the severities of the policy.</param>
/// <param name="Accepted">What exceptions accept, with <see cref="Finding.Justification"/>.</param>
public sealed record PolicyVerdict(ImmutableArray<Finding> Findings, ImmutableArray<Finding> Accepted);
