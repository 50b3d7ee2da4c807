using System.Collections.Immutable;
using ModuleBuild.Core.Capabilities;
using ModuleBuild.Core.Policy;
using ModuleBuild.Core.Ports;
using ModuleBuild.Release.Environments;
using ModuleBuild.Release.Evidence;
using ModuleBuild.Release.Model;

namespace ModuleBuild.Release.Gates;

/// <summary>The modules can do nothing that is denied; what they can do beyond the current release is told, approved or refused.</summary>
/// <param name="evidence">The evidence.</param>
/// <param name="rules">What is denied, and what becomes of what is new.</param>
/// <param name="workspace">What the workspace denies.</param>
/// <param name="approvals">Who approved.</param>
/// <param name="recount">Looks into assemblies now; null where nobody does.</param>
internal sealed class CapabilitiesGate(EvidenceCollection evidence, GatePolicy rules, SecuritySettings workspace, ApprovalCount approvals, ICapabilityRecount? recount = null)
    : GateByEvidence(GateNames.Capabilities, evidence)
{
    private const string Remedy = "See 'modulebuild analyze' for the path to it; do without it, or change 'gates.capabilities' of the policy.";

    private readonly CapabilityRecounts _recounts = new(recount, rules.Certificates);

    private IEnumerable<string> Denied => rules.Deny.Concat(workspace.Deny).Distinct(StringComparer.Ordinal);

    private bool AsksAnything => Denied.Any() || rules.NewCapabilities != NewCapabilities.Allow || rules.RefusesUnknown;

    /// <inheritdoc/>
    protected override async Task<GateAnswer> JudgeAsync(GateInput input, ImmutableArray<ModuleEvidence> modules, CancellationToken cancellation)
    {
        var problems = modules.SelectMany(Problems).ToList();
        var unseen = modules.Where(module => module.Capabilities is null).Select(module => $"{module.Module} has no capabilities.json: nobody looked at what it can do.").ToList();
        if (AsksAnything)
        {
            problems.AddRange(unseen);
        }

        var before = (await Evidence.ReadAsync(input.Current, cancellation)).ToDictionary(answer => answer.Module.Id, StringComparer.OrdinalIgnoreCase);
        var unsaid = await _recounts.FindAsync(input, modules, before, cancellation);
        problems.AddRange(unsaid.SelectMany(Problems));
        unseen.AddRange(unsaid.Select(Note).OfType<string>());
        var (added, unknown) = input.Current.Modules.IsEmpty ? ([], []) : New(modules, before);
        added.AddRange(unsaid.Where(found => !found.New.IsEmpty && !found.IsForged).Select(found => $"{found.Module.Module} can do {Answers.Some(found.New)}, as its assemblies show."));
        if (rules.NewCapabilities != NewCapabilities.Allow)
        {
            problems.AddRange(unknown);
        }

        if (rules.NewCapabilities == NewCapabilities.Fail)
        {
            problems.AddRange(added);
        }

        if (problems.Count > 0 || added.Count == 0)
        {
            var holes = unseen.Count == 0 ? string.Empty : $" {Answers.Sentences(unseen)}";
            return Decide(problems, $"{Answers.Count(modules.Length, "module")} can do nothing that is denied or new, as far as evidence says.{holes}", Remedy);
        }

        var told = Answers.Sentences([.. added, .. unseen]);
        if (rules.NewCapabilities == NewCapabilities.Allow)
        {
            return Answers.Pass(Name, $"Nothing is denied. New: {told}");
        }

        var count = await approvals.CountAsync(input, Math.Max(1, rules.Approvals), cancellation);
        return count.Problem is null ? Answers.Pass(Name, $"{count.Reason} New: {told}")
            : count.CanApprove ? Answers.Wait(Name, $"New: {told} {count.Problem}", count.Remedy)
            : Answers.Fail(Name, $"New: {told} {count.Problem}", count.Remedy);
    }

    private IEnumerable<string> Problems(ModuleEvidence module)
    {
        if (module.Capabilities is not { } report)
        {
            yield break;
        }

        foreach (var denied in Denied)
        {
            if (report.Capabilities.FirstOrDefault(reached => PermissionCover.Covers(denied, reached.Capability)) is { } reached)
            {
                yield return $"{module.Module} can do {reached.Capability} (in {reached.Package}), which '{denied}' denies.";
            }
        }

        if (rules.RefusesUnknown && !report.Unknown.IsEmpty)
        {
            yield return $"What {Answers.Some(report.Unknown.Select(unknown => unknown.Name))} of {module.Module} can do is not known.";
        }
    }

    private IEnumerable<string> Problems(UnsaidCapabilities found)
    {
        if (found.IsForged && !found.Unsaid.IsEmpty)
        {
            yield return $"{found.Module.Module} can do {Answers.Some(found.Unsaid)}, which its capabilities.json does not say: it was not made from these assemblies.";
        }

        foreach (var denied in Denied)
        {
            if (found.Unsaid.FirstOrDefault(capability => PermissionCover.Covers(denied, capability)) is { } reached)
            {
                yield return $"{found.Module.Module} can do {reached}, as its assemblies show, which '{denied}' denies.";
            }
        }

        if (AsksAnything && found.Problem is not null)
        {
            yield return Unseen(found);
        }
    }

    // A newer map sees more than the one by which the evidence was made. What nobody knew is told as new.
    private static string? Note(UnsaidCapabilities found) =>
        found.Problem is not null ? Unseen(found)
        : found.IsForged || found.Module.Capabilities is null || found.Unsaid.Except(found.New).ToList() is not [_, ..] known ? null
        : $"{found.Module.Module} can do {Answers.Some(known)} as well, as this version of ModuleBuild sees it.";

    private static string Unseen(UnsaidCapabilities found) => $"What the assemblies of {found.Module.Module} can do was not compared with its evidence: {found.Problem}";

    // What never ran here before is all new, but for the first set: whoever sets up an environment has looked at it.
    private static (List<string> Added, List<string> Unknown) New(ImmutableArray<ModuleEvidence> modules, Dictionary<string, EvidenceAnswer> before)
    {
        var (added, unknown) = (new List<string>(), new List<string>());
        foreach (var module in modules)
        {
            var old = before.GetValueOrDefault(module.Module.Id);
            if (old?.Module.ContentHash == module.Module.ContentHash || module.Capabilities is null)
            {
                continue;
            }

            if (old is not null && old.Evidence?.Capabilities is null)
            {
                unknown.Add($"What {old.Module} could do is not known, so that nobody can say what is new in {module.Module}.");
                continue;
            }

            var known = (old?.Evidence!.Capabilities!.Capabilities ?? []).Select(reached => reached.Capability.ToString()).ToHashSet(StringComparer.Ordinal);
            var news = module.Capabilities.Capabilities.Select(reached => reached.Capability.ToString()).Where(capability => !known.Contains(capability)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
            if (news.Count > 0)
            {
                added.Add($"{module.Module} can do {Answers.Some(news)}.");
            }
        }

        return (added, unknown);
    }
}
