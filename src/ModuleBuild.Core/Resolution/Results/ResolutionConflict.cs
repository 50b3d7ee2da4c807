using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using NuGet.Versioning;

namespace ModuleBuild.Core.Resolution.Results;

/// <summary>Why no consistent set exists.</summary>
/// <param name="Lines">The explanation, a sentence a line: numbered facts, then the conclusion.</param>
/// <param name="WaysOut">Changes with which a set exists; each was solved.</param>
/// <param name="Derivation">The proof.</param>
/// <param name="Location">The manifest entry at which the proof starts, or null.</param>
public sealed record ResolutionConflict(
    ImmutableArray<string> Lines,
    ImmutableArray<WayOut> WaysOut,
    ProofStep Derivation,
    SourceLocation? Location)
{
    /// <summary>The conflict in one line, without a full stop.</summary>
    public required string Summary { get; init; }

    /// <summary>Where the proof names an entry of one manifest; null where it does not.</summary>
    /// <param name="manifest">Absolute path of the manifest.</param>
    public SourceLocation? LocationIn(string manifest) =>
        Derivation.PremisesFirst().Select(step => step.Location).FirstOrDefault(location => location is { Line: > 0 } place && place.File == manifest);

    /// <summary>The whole explanation with the ways out, for a terminal.</summary>
    public string ToText() => string.Join('\n', Lines) + (WaysOut.IsEmpty ? string.Empty : $"\n{WaysOutText()}");

    /// <summary>
    /// The line and the ways out, and below it the explanation: loggers of builds and editors show the first line of a message, and
    /// some of them nothing else.
    /// </summary>
    public string ToMessage() => string.Concat(
        Lines.Select(line => $"\n  {line}").Prepend($"{Summary}.{(WaysOut.IsEmpty ? string.Empty : $" {WaysOutText()}")}"));

    /// <summary><c>Ways out (each solved): …</c>; empty where none was found.</summary>
    public string WaysOutText() => WaysOut.IsEmpty ? string.Empty : $"Ways out (each solved): {string.Join("; ", WaysOut.Select(way => way.Title))}.";
}

/// <summary>A change with which a set exists.</summary>
/// <param name="Title">For people: <c>Dashboards 2.0.0 (1 change)</c>.</param>
/// <param name="Changes">What becomes different in what was asked for.</param>
public sealed record WayOut(string Title, ImmutableArray<WayOutChange> Changes);

/// <summary>One change of a way out.</summary>
/// <param name="Kind"><c>range</c>, <c>prerelease</c>, <c>exclusion</c>, <c>override</c>, <c>host</c>, <c>platform</c> or <c>peer</c>.</param>
/// <param name="Id">The package or host.</param>
/// <param name="From">The text that was written, wherever it was; null where something is to be added.</param>
/// <param name="To">What to ask for; null means to drop it.</param>
/// <param name="Version">The version that the solved set then has, or null.</param>
public sealed record WayOutChange(string Kind, string Id, string? From, string? To, NuGetVersion? Version);

/// <summary>A step of a proof: a conclusion, and what it follows from. A step without premises is a fact.</summary>
/// <param name="Conclusion">A sentence.</param>
/// <param name="Cause">What kind of step it is: <c>derived</c>, or the kind of fact: <c>root</c>, <c>dependency</c>, <c>no-version</c>,
/// <c>prerelease</c>, <c>host</c>, <c>conflict</c>, <c>exclusion</c> …</param>
/// <param name="Packages">Ids that it speaks of.</param>
/// <param name="Premises">Steps that it follows from.</param>
/// <param name="Location">Where a root wrote it, or null.</param>
public sealed record ProofStep(
    string Conclusion,
    string Cause,
    ImmutableArray<string> Packages,
    ImmutableArray<ProofStep> Premises,
    SourceLocation? Location)
{
    /// <summary>All steps of the proof, each once, and after those from which it follows; this one comes last.</summary>
    public IEnumerable<ProofStep> PremisesFirst()
    {
        var told = new HashSet<ProofStep>(ReferenceEqualityComparer.Instance);
        var open = new Stack<(ProofStep Step, bool PremisesAreTold)>([(this, false)]);
        while (open.TryPop(out var next))
        {
            if (told.Contains(next.Step))
            {
                continue;
            }

            if (next.PremisesAreTold || next.Step.Premises.IsEmpty)
            {
                told.Add(next.Step);
                yield return next.Step;
                continue;
            }

            open.Push((next.Step, true));
            foreach (var premise in next.Step.Premises.Reverse())
            {
                open.Push((premise, false));
            }
        }
    }
}
