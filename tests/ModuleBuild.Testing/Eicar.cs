using System.Text;

namespace ModuleBuild.Testing;

/// <summary>The file that every scanner of malware knows, and that does nothing: the EICAR test file.</summary>
public static class Eicar
{
    // In two halves, so that a scanner on the machine of a developer leaves this repository alone.
    private const string Head = @"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-";
    private const string Tail = "STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";

    /// <summary>Its text.</summary>
    public static string Text => Head + Tail;

    /// <summary>Its bytes.</summary>
    public static byte[] Bytes => Encoding.ASCII.GetBytes(Text);
}
