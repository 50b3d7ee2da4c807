namespace ModuleBuild.Release.Model;

/// <summary>A migration of a module's data after which older versions cannot read them.</summary>
/// <param name="Module">Id of the module.</param>
/// <param name="Version">The first version that reads what it leaves, normalized.</param>
public sealed record IrreversibleMigration(string Module, string Version);
