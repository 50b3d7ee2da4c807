using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ModuleBuild.Release.Commands;
using ModuleBuild.Release.Model;

namespace ModuleBuild.Release.Health;

/// <summary>
/// Asks a command of the team. It is well where the command ends with 0 and names the release on its standard output: by a line such as
/// <c>release 7</c>, or by JSON as <see cref="HttpProbe"/> reads it.
/// </summary>
/// <param name="options">Which command, how often, and what is made of the answers.</param>
/// <param name="clock">The time.</param>
public sealed class CommandProbe(ProbeOptions options, TimeProvider clock) : IHealthProbe
{
    private static readonly char[] Separators = [' ', '\t', ':', '='];

    /// <inheritdoc/>
    public Task<HealthVerdict> AskAsync(int release, ModuleSet set, IProgress<string>? progress, CancellationToken cancellation)
    {
        var question = new HealthQuestion(release, set);
        var variables = ImmutableDictionary.CreateRange(
        [
            KeyValuePair.Create("MODULEBUILD_RELEASE", release.ToString(CultureInfo.InvariantCulture)),
            KeyValuePair.Create("MODULEBUILD_SETDIGEST", question.Digest),
        ]);
        var command = new ExternalCommand(options.Command, options.Timeout, clock, options.Folder);
        return new HealthWatch(options, clock).RunAsync(
            async token =>
            {
                var result = await command.RunAsync(string.Empty, variables, token);
                var answer = Read(result, command.Name, question);
                return answer.Kind == HealthAnswerKind.Healthy ? answer : answer with { Words = result.Shown(command.Name) };
            },
            progress,
            cancellation);
    }

    private static HealthAnswer Read(CommandResult result, string name, HealthQuestion question)
    {
        if (result.ExitCode is null)
        {
            return HealthAnswer.NotThere($"'{name}': {result.Problem}");
        }

        var who = FormattableString.Invariant($"'{name}' ended with {result.ExitCode}");
        if (result.Output.AsSpan().TrimStart() is ['{', ..])
        {
            return HealthDocument.Read(Encoding.UTF8.GetBytes(result.Output), who, result.IsSuccess, question);
        }

        return Named(result.Output) is not { } named ? HealthAnswer.NotThere($"{who} without a line 'release {question.Release}'.")
            : named != question.Release ? HealthAnswer.NotThere(FormattableString.Invariant($"{who} for release {named}, not {question.Release}."))
            : result.IsSuccess ? HealthAnswer.Healthy($"{who}.")
            : HealthAnswer.Unhealthy($"'{name}': {result.Reason}");
    }

    // The last one counts, as the last of two fields of the same name does.
    private static int? Named(string output) => output.Split('\n')
        .Select(line => line.Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        .Where(words => words is [_, _] && words[0].Equals("release", StringComparison.OrdinalIgnoreCase))
        .Select(words => int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : (int?)null)
        .LastOrDefault();
}
