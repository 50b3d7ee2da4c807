namespace ModuleBuild.Core.Capabilities;

/// <summary>A step of the path from a module to a capability.</summary>
/// <param name="Assembly">Simple name of the assembly.</param>
/// <param name="Member">For people: <c>Acme.Orders.Importer.Fetch(String)</c>.</param>
/// <param name="File">Source file as the symbols name it, relative where they map it; or null.</param>
/// <param name="Line">Line of the call that leads on, from 1; 0 where it is not known.</param>
public sealed record CallStep(string Assembly, string Member, string? File = null, int Line = 0);
