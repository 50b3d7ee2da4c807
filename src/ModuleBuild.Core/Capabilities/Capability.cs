namespace ModuleBuild.Core.Capabilities;

/// <summary>Something that code can do, as the analysis found it: <c>network:connect:api.example.com</c>.</summary>
/// <param name="Kind">A kind of <see cref="CapabilityKind.All"/>, for example <c>network:connect</c>.</param>
/// <param name="Target">The constant on which it is done (host, path, program, variable …), or null where the code does not say.</param>
public sealed record Capability(string Kind, string? Target)
{
    /// <summary>What stands where a target is not known.</summary>
    public const string AnyTarget = "*";

    /// <summary><c>kind:target</c>, with <c>*</c> for a target that is not known; the kind alone where kinds of its sort have no target.</summary>
    public override string ToString() =>
        CapabilityKind.Find(Kind)?.Target == TargetForm.None ? Kind : Kind + ":" + (Target ?? AnyTarget);
}
