using System.Text.Json;
using ModuleBuild.Release.Model;

namespace ModuleBuild.Cli.Release;

/// <summary>What programs are told of a ledger.</summary>
internal static class LedgerJson
{
    /// <summary>Property <c>ledger</c>: the end of the chain. Whoever keeps it elsewhere can tell later whether the chain was cut or made anew.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="head">The end.</param>
    public static void WriteHead(Utf8JsonWriter json, LedgerHead head)
    {
        json.WriteStartObject("ledger");
        json.WriteNumber("sequence", head.Sequence);
        json.WriteString("hash", head.Hash);
        json.WriteEndObject();
    }
}
