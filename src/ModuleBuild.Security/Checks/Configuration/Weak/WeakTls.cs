using ModuleBuild.Security.Checks.Configuration.Settings;

namespace ModuleBuild.Security.Checks.Configuration.Weak;

/// <summary>Who is at the other end is not looked at, or everybody between can read.</summary>
internal static class WeakTls
{
    private const string Off = "switches the check of the other side's certificate off: whoever is between can pose as the server. Take it out, and give the server a certificate that this machine trusts.";
    private const string Unencrypted = "switches encryption off: whoever is between can read and change what is sent. Take it out.";

    // Their values when they weaken: true, or false.
    private static readonly string[] BadWhenTrue =
    [
        "trustservercertificate", "ignoresslerrors", "ignoretlserrors", "ignorecertificateerrors", "ignorecertificates", "ignoreservercertificate", "allowinvalidcertificate",
        "allowinvalidcertificates", "allowuntrustedcertificates", "allowinsecuretls", "acceptanycertificate", "acceptanyservercertificate", "acceptallcertificates",
        "dangerousacceptanyservercertificate", "dangerousacceptanyservercertificatevalidator", "skiptlsverify", "skipsslverify", "skipcertificatevalidation", "skipcertificatecheck",
        "insecureskipverify", "insecureskiptlsverify", "disablesslverification", "disabletlsverification", "disablecertificatevalidation", "trustallcertificates", "trustanycertificate",
        "bypasscertificatevalidation", "ignoresslpolicyerrors",
    ];

    private static readonly string[] BadWhenFalse =
    [
        "validatecertificate", "validatecertificates", "validateservercertificate", "verifycertificate", "verifycertificates", "verifyservercertificate", "checkcertificate",
        "checkcertificates", "checkcertificatename", "verifyssl", "verifytls", "sslverify", "tlsverify", "verifypeer", "rejectunauthorized", "nodetlsrejectunauthorized", "requirehttpsmetadata",
    ];

    private static readonly string[] Validations =
    [
        "servercertificatecustomvalidation", "servercertificatecustomvalidationcallback", "servercertificatevalidation", "servercertificatevalidationcallback",
        "remotecertificatevalidation", "remotecertificatevalidationcallback", "certificatevalidation", "certificatevalidationmode", "sslpolicyerrors", "x509certificatevalidationmode",
    ];

    private static readonly string[] NoValidation = ["none", "ignore", "ignored", "off", "false", "disabled", "skip", "any", "acceptany", "all", "alwaystrue", "true"];

    /// <summary>What is wrong with a setting, as the rest of a sentence; null where nothing is.</summary>
    public static string? ProblemOf(Setting setting) => Judge(setting.Key, setting.Value!.Trim());

    /// <summary>What is wrong with a part of a connection string; null where nothing is.</summary>
    public static (string Name, string Problem)? ProblemOfPart(string name, string value)
    {
        var key = string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();
        var problem = key switch
        {
            "encrypt" when IsOff(value) || value.Equals("optional", StringComparison.OrdinalIgnoreCase) => Unencrypted,
            "sslmode" when value.Equals("none", StringComparison.OrdinalIgnoreCase) || value.StartsWith("disable", StringComparison.OrdinalIgnoreCase) => Unencrypted,
            _ => Judge(key, value),
        };
        return problem is null ? null : (name, problem);
    }

    private static string? Judge(string key, string value)
    {
        if ((BadWhenTrue.Contains(key) && IsOn(value)) || (BadWhenFalse.Contains(key) && IsOff(value)))
        {
            return Off;
        }

        if (Validations.Contains(key))
        {
            // "certificateValidation": true says that there is one; a callback that is "true" says that all is well.
            var isCallback = key.EndsWith("callback", StringComparison.Ordinal) || key.Contains("custom", StringComparison.Ordinal);
            return NoValidation.Contains(value.ToLowerInvariant()) && (isCallback || !value.Equals("true", StringComparison.OrdinalIgnoreCase)) ? Off : null;
        }

        return key is "encrypt" or "encryptconnection" or "usessl" or "usetls" or "enablessl" or "enabletls" or "requiressl" && IsOff(value) ? Unencrypted : null;
    }

    private static bool IsOn(string value) => value.ToLowerInvariant() is "true" or "yes" or "1" or "on";

    private static bool IsOff(string value) => value.ToLowerInvariant() is "false" or "no" or "0" or "off";
}
