namespace ModuleBuild.Core.Compatibility;

/// <summary>One difference of the public API between two versions.</summary>
/// <param name="Id">Id of the SDK's comparison, for example <c>CP0002</c>; <c>PKV006</c> for a target framework that is gone. See https://learn.microsoft.com/dotnet/fundamentals/package-validation/diagnostic-ids.</param>
/// <param name="IsBreaking">Whether somebody who used it no longer can; else there is more than before.</param>
/// <param name="Member">The type or member as people write it: <c>Acme.Orders.IOrderExporter.Export(String)</c>.</param>
/// <param name="What">What happened to it, as words behind its name: <c>removed</c>.</param>
/// <param name="DocId">Its documentation id, which names exactly one member: <c>M:Acme.Orders.IOrderExporter.Export(System.String)</c>.</param>
public sealed record ApiDifference(string Id, bool IsBreaking, string Member, string What, string DocId);
