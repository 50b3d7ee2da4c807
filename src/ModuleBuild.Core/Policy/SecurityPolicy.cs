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
        var used = new HashSet<PolicyException>();
        var expired = new List<PolicyException>();
        foreach (var finding in findings.Select(finding => Weigh(settings, finding)).OfType<Finding>())
        {
            var matching = settings.Exceptions.Where(exception => Accepts(exception, finding)).ToList();
            if (matching.Find(exception => exception.Expires >= today) is { } valid)
            {
                used.Add(valid);
                accepted.Add(finding with { Justification = JustificationOf(valid) });
                continue;
            }

            expired.AddRange(matching);
            remaining.Add(finding);
        }

        remaining.AddRange(Expired(expired.Distinct()).Select(finding => Weigh(settings, finding)).OfType<Finding>());
        DateOnly? next = used.Count == 0 ? null : used.Min(exception => exception.Expires);
        return new PolicyVerdict(remaining.DrainToImmutable(), accepted.DrainToImmutable(), next);
    }

    /// <summary>MB2019 for every exception of a policy whose day is over.</summary>
    /// <param name="settings">The policy.</param>
    /// <param name="today">The day on which it is judged.</param>
    public static ImmutableArray<Finding> Expired(SecuritySettings settings, DateOnly today) =>
        [.. Expired(settings.Exceptions.Where(exception => exception.Expires < today))];

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
/// <param name="NextExpiry">The first last day of an exception that was needed; null where none was.</param>
public sealed record PolicyVerdict(ImmutableArray<Finding> Findings, ImmutableArray<Finding> Accepted, DateOnly? NextExpiry);
