using static ModuleBuild.Core.Diagnostics.Severity;

namespace ModuleBuild.Core.Diagnostics;

/// <content>MB20xx: what is known to be bad, secret or weak.</content>
public static partial class DiagnosticCatalog
{
    /// <summary>MB2009.</summary>
    public static readonly DiagnosticDescriptor SecretPacked = Security("MB2009", Error,
        "Secret in a packed file",
        "This looks like a live secret ({0}): '{1}…', {2} characters. Take it out of the file, keep it in user secrets or a vault, and revoke it: whoever has the package can read it.");
}
