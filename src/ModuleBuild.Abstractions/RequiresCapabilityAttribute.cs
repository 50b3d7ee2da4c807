namespace ModuleBuild;

/// <summary>
/// Says what a member of a library does, where analysis would not see it: a module that calls the member needs a permission for it.
/// On a type it counts for all members.
/// </summary>
/// <remarks>
/// Analysis knows the attribute by its full name, so a library that wants no reference may declare a copy of its own,
/// <c>ModuleBuild.RequiresCapabilityAttribute</c>, with the same constructor and the same property.
/// </remarks>
/// <param name="capability">A capability such as <c>network:connect</c>, or the permission that allows it, <c>network:access</c>.</param>
[AttributeUsage(
    AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface | AttributeTargets.Constructor | AttributeTargets.Method
    | AttributeTargets.Property | AttributeTargets.Event | AttributeTargets.Field,
    AllowMultiple = true)]
public sealed class RequiresCapabilityAttribute(string capability) : Attribute
{
    /// <summary>The capability.</summary>
    public string Capability { get; } = capability;

    /// <summary>On what it is done (host, path, program, variable …); null or <c>*</c> where that is not fixed.</summary>
    public string? Target { get; set; }
}
