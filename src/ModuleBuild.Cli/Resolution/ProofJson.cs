using System.Text.Json;
using ModuleBuild.Core.Resolution.Results;

namespace ModuleBuild.Cli.Resolution;

/// <summary>
/// Writes a proof: <c>{"conclusion", "cause", "packages", "location"?, "premises"}</c>. A step that several others follow from is
/// written where it is first met, with an <c>id</c>, and is <c>{"ref": id}</c> after that.
/// </summary>
/// <param name="writer">Where to.</param>
/// <param name="conclusion">The last step.</param>
internal sealed class ProofJson(Utf8JsonWriter writer, ProofStep conclusion)
{
    // Deeper than the writer's own limit no reader follows; the steps are all there in the explanation.
    private const int Deepest = 200;

    private readonly Dictionary<ProofStep, int> _ids = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<ProofStep> _shared = Shared(conclusion);

    /// <summary>Writes it.</summary>
    public void Write() => Write(conclusion, 0);

    private void Write(ProofStep step, int depth)
    {
        writer.WriteStartObject();
        if (_ids.TryGetValue(step, out var known))
        {
            writer.WriteNumber("ref", known);
            writer.WriteEndObject();
            return;
        }

        if (_shared.Contains(step))
        {
            _ids.Add(step, _ids.Count + 1);
            writer.WriteNumber("id", _ids[step]);
        }

        writer.WriteString("conclusion", step.Conclusion);
        writer.WriteString("cause", step.Cause);
        writer.WriteStartArray("packages");
        foreach (var id in step.Packages)
        {
            writer.WriteStringValue(id);
        }

        writer.WriteEndArray();
        if (step.Location is { File.Length: > 0 } location)
        {
            writer.WriteString("location", location.ToString());
        }

        writer.WriteStartArray("premises");
        foreach (var premise in depth < Deepest ? step.Premises : [])
        {
            Write(premise, depth + 1);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static HashSet<ProofStep> Shared(ProofStep conclusion)
    {
        var met = new HashSet<ProofStep>(ReferenceEqualityComparer.Instance);
        return conclusion.PremisesFirst().SelectMany(step => step.Premises).Where(premise => !met.Add(premise))
            .ToHashSet<ProofStep>(ReferenceEqualityComparer.Instance);
    }
}
