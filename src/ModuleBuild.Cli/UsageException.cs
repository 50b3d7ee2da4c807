using System.Diagnostics.CodeAnalysis;

namespace ModuleBuild.Cli;

/// <summary>
/// The command line cannot be carried out as it was written: a path that does not exist, a folder without a manifest. Ends the
/// process with <see cref="ExitCode.Usage"/> and the message.
/// </summary>
/// <param name="message">What is wrong and what to write instead, in full sentences.</param>
[SuppressMessage("Design", "CA1032", Justification = "Only ever thrown with a message, inside this program.")]
internal sealed class UsageException(string message) : Exception(message);
