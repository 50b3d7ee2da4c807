using System.Collections.Immutable;
using ModuleBuild.Release.Evidence;
using ModuleBuild.Release.Model;

namespace ModuleBuild.Release.Gates;

/// <summary>Each package is signed, by whom the policy names.</summary>
/// <param name="evidence">The evidence.</param>
/// <param name="certificates">SHA-256 fingerprints of certificates that may have signed; empty where any may.</param>
internal sealed class SignatureGate(EvidenceCollection evidence, ImmutableArray<string> certificates) : GateByEvidence(GateNames.Signature, evidence)
{
    /// <inheritdoc/>
    protected override Task<GateAnswer> JudgeAsync(GateInput input, ImmutableArray<ModuleEvidence> modules, CancellationToken cancellation) => Task.FromResult(Decide(
        [.. modules.Select(ProblemOf).OfType<string>()],
        $"{Answers.Count(modules.Length, "package")} signed{(certificates.IsEmpty ? string.Empty : " by certificates of the policy")}.",
        "Sign the package before it is published ('dotnet nuget sign'), or name the certificate in 'gates.signature.certificates'."));

    private string? ProblemOf(ModuleEvidence module) =>
        module.Package.Signature is not { } signature ? $"{module.Module} has no signature that holds."
        : !certificates.IsEmpty && !certificates.Contains(signature.Fingerprint) ? $"{module.Module} is signed by {signature.Subject} ({signature.Fingerprint}), which the policy does not name."
        : null;
}
