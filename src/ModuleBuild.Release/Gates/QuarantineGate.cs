using System.Globalization;
using ModuleBuild.Release.Model;

namespace ModuleBuild.Release.Gates;

/// <summary>The set was not found to be bad here.</summary>
internal sealed class QuarantineGate : IGate
{
    /// <inheritdoc/>
    public string Name => GateNames.Quarantine;

    /// <inheritdoc/>
    public Task<GateAnswer> JudgeAsync(GateInput input, CancellationToken cancellation)
    {
        var digest = input.Target.Digest();
        return Task.FromResult(input.State.Quarantined.FirstOrDefault(each => each.Digest == digest) is { } bad
            ? Answers.Fail(Name, Reason(input, bad), string.Create(CultureInfo.InvariantCulture, $"Promote another set; or lift it by 'modulebuild quarantine lift {input.Environment} {bad.Release} --reason …'."))
            : Answers.Pass(Name, $"The set is none of {Answers.Count(input.State.Quarantined.Length, "set")} in quarantine."));
    }

    private static string Reason(GateInput input, Quarantine bad)
    {
        var suspects = bad.Suspects.IsEmpty ? string.Empty : $" Suspected: {Answers.Some(bad.Suspects)}.";
        return string.Create(CultureInfo.InvariantCulture, $"The set is in quarantine since release {bad.Release} of '{input.Environment}' ({Answers.Moment(bad.At)}): {bad.Reason}{suspects}");
    }
}
