using System.Globalization;
using System.Text;
using System.Text.Json;
using ModuleBuild.Release.Model;

namespace ModuleBuild.Release.Ledger;

/// <summary>
/// An in-toto statement about a release: these packages passed the gates of this environment. The predicate is SLSA's verification summary
/// (https://slsa.dev/spec/v1.0/verification_summary), in the statement form of https://in-toto.io/Statement/v1.
/// </summary>
public static class VerificationSummary
{
    /// <summary>The statement, as one line of JSON without a line end.</summary>
    /// <param name="release">The release.</param>
    /// <param name="operation">The operation that made it.</param>
    /// <param name="verifier">Who judged: an address that names the tool and its version.</param>
    public static string Of(EnvironmentRelease release, OperationRecord operation, string verifier)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("_type", "https://in-toto.io/Statement/v1");
            json.WriteStartArray("subject");
            foreach (var module in release.Modules)
            {
                json.WriteStartObject();
                json.WriteString("name", $"pkg:nuget/{module.Id}@{module.Version}");
                json.WriteStartObject("digest");
                json.WriteString("sha512", Hexadecimal(module.ContentHash));
                json.WriteEndObject();
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteString("predicateType", "https://slsa.dev/verification_summary/v1");
            WritePredicate(json, release, operation, verifier);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void WritePredicate(Utf8JsonWriter json, EnvironmentRelease release, OperationRecord operation, string verifier)
    {
        json.WriteStartObject("predicate");
        json.WriteStartObject("verifier");
        json.WriteString("id", verifier);
        json.WriteEndObject();
        json.WriteString("timeVerified", release.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        json.WriteString("resourceUri", string.Create(CultureInfo.InvariantCulture, $"modulebuild:environment/{release.Environment}/release/{release.Number}"));
        json.WriteStartObject("policy");
        json.WriteString("uri", $"environments/{release.Environment}.json");
        if (release.Policy is { } policy)
        {
            json.WriteStartObject("digest");
            json.WriteString("sha256", policy.Sha256);
            if (policy.Commit is { } commit)
            {
                json.WriteString("gitCommit", commit);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteString("verificationResult", "PASSED");
        json.WriteStartArray("verifiedLevels");
        foreach (var answer in operation.Accepted?.Gates ?? [])
        {
            json.WriteStringValue($"MODULEBUILD_GATE_{answer.Gate.ToUpperInvariant().Replace('-', '_')}{(answer.Override is null ? string.Empty : "_OVERRIDDEN")}");
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    // What is no Base64 came from a test or a hand: it is kept as it is, and matches nothing.
    private static string Hexadecimal(string contentHash)
    {
        var bytes = new byte[contentHash.Length];
        return Convert.TryFromBase64String(contentHash, bytes, out var count) ? Convert.ToHexStringLower(bytes.AsSpan(0, count)) : contentHash;
    }
}
