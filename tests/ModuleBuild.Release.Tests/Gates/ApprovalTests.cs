using System.Diagnostics;
using ModuleBuild.Release.Gates;
using ModuleBuild.Release.Model;
using ModuleBuild.Release.Tests.Fakes;
using ModuleBuild.Testing;

namespace ModuleBuild.Release.Tests.Gates;

/// <summary>Approvals, signed and checked by OpenSSH itself.</summary>
public sealed class ApprovalTests : IDisposable
{
    private const string Remedy = " | Let somebody of 'allowed_signers' run 'modulebuild promote feed staging --approve'.";

    private readonly TemporaryFolder _folder = new();

    private readonly GateInput _input = Judge.Input("A 1.0.0");

    public ApprovalTests()
    {
        var signers = new[] { "ann@example.com", "bob@example.com", "asker@example.com" }.Select(name => $"{name} namespaces=\"{Approvals.Namespace}\" {KeyOf(name)}");
        File.WriteAllLines(Signers, [.. signers, $"*@stars.example {KeyOf("star")}"]);
        KeyOf("stranger");
    }

    private string Signers => Path.Combine(_folder.Path, "allowed_signers");

    private string Statement => Approvals.Statement("staging", _input.Operation, _input.Target.Digest());

    [Fact]
    public void Statement_names_environment_operation_and_set() => Assert.Equal(
        $"I approve operation 0123456789abcdef in staging, which brings the set {World.Set("A 1.0.0").Digest()}.\n", Statement);

    [Theory]
    [InlineData(true, true, ", and keeps and deletes the data of modules that go.\n")]
    [InlineData(true, false, ", and keeps the data of modules that go.\n")]
    [InlineData(false, true, ", and deletes the data of modules that go.\n")]
    public async Task Who_approves_says_what_becomes_of_data(bool backup, bool cleanup, string end)
    {
        var asked = _input with { Operation = _input.Operation with { BackupData = backup, CleanupData = cleanup } };

        Assert.EndsWith(end, Approvals.Statement("staging", asked.Operation, _input.Target.Digest()), StringComparison.Ordinal);
        var unaware = asked with { Operation = asked.Operation with { Approvals = [Sign("ann@example.com")] } };
        Assert.StartsWith("Wait: ", await Judge.AskAsync(new ApprovalsGate(new ApprovalCount(new SshApprovalVerifier(TimeProvider.System), Signers), 1), unaware), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_has_approved_yet() => Assert.Equal("Wait: Nobody has approved. 1 has to." + Remedy, await AskAsync(1));

    [Fact]
    public async Task Two_people_are_needed_and_both_sign()
    {
        Assert.Equal("Wait: Approved by ann@example.com. 2 have to." + Remedy, await AskAsync(2, Sign("ann@example.com"), Sign("ann@example.com")));
        Assert.Equal("Pass: Approved by ann@example.com, bob@example.com.", await AskAsync(2, Sign("bob@example.com"), Sign("ann@example.com")));
    }

    [Fact]
    public async Task Who_asked_is_not_the_only_one()
    {
        Assert.Equal("Wait: Approved by asker@example.com. 1 has to. Who asked cannot be the only one who approves." + Remedy, await AskAsync(1, Sign("asker@example.com")));
        Assert.Equal("Pass: Approved by ann@example.com, asker@example.com.", await AskAsync(2, Sign("asker@example.com"), Sign("ann@example.com")));
    }

    [Theory]
    [InlineData("Ann <ann@example.com>", "ann@example.com")]
    [InlineData("asker@example.com (GitHub)", "asker@example.com")]
    public async Task Who_asked_is_known_by_the_name_that_git_or_the_system_of_CI_has_for_them(string by, string signer)
    {
        var asked = _input with { Operation = _input.Operation with { By = by, Approvals = [Sign(signer)] } };

        Assert.EndsWith("Who asked cannot be the only one who approves." + Remedy, await Judge.AskAsync(new ApprovalsGate(new ApprovalCount(new SshApprovalVerifier(TimeProvider.System), Signers), 1), asked), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_prove_nothing() => Assert.Equal(
        "Wait: Nobody has approved. 1 has to. The approval of 'ann@example.com' does not count: its key belongs to nobody who may approve." + Remedy,
        await AskAsync(1, Sign("stranger") with { By = "ann@example.com" }));

    [Fact]
    public async Task Approval_of_something_else_does_not_count()
    {
        const string Problem = "Wait: Nobody has approved. 1 has to. The approval of 'ann@example.com' does not count: its signature is not over this set and operation." + Remedy;

        Assert.Equal(Problem, await AskAsync(1, Sign("ann@example.com", Statement.Replace("staging", "production", StringComparison.Ordinal))));
        Assert.Equal(Problem, await AskAsync(1, Sign("ann@example.com", purpose: "git")));
    }

    [Fact]
    public async Task Pattern_is_nobody() => Assert.Equal(
        "Wait: Nobody has approved. 1 has to. The approval of 'star' does not count: its key belongs to '*@stars.example', which is a pattern and no person. Name each person in 'allowed_signers'." + Remedy,
        await AskAsync(1, Sign("star")));

    [Theory]
    [InlineData("")]
    [InlineData("-----BEGIN SSH SIGNATURE-----\nAAAA\n-----END SSH SIGNATURE-----\n")]
    public async Task Damaged_signature_does_not_count(string signature) =>
        Assert.StartsWith("Wait: Nobody has approved.", await AskAsync(1, new Approval("ann@example.com", Judge.Now, signature)), StringComparison.Ordinal);

    [Fact]
    public async Task Policy_without_signers_fails() => Assert.Equal(
        "Fail: The policy names nobody who may approve. | Name a file of signers in 'approvals.signers' of the policy.",
        await Judge.AskAsync(new ApprovalsGate(new ApprovalCount(new SshApprovalVerifier(TimeProvider.System), null), 1), _input));

    public void Dispose() => _folder.Dispose();

    private Task<string> AskAsync(int needed, params Approval[] approvals) => Judge.AskAsync(
        new ApprovalsGate(new ApprovalCount(new SshApprovalVerifier(TimeProvider.System), Signers), needed), _input with { Operation = _input.Operation with { Approvals = [.. approvals] } });

    private Approval Sign(string name, string? statement = null, string purpose = Approvals.Namespace)
    {
        var file = Path.Combine(_folder.Path, $"{name}.statement");
        File.WriteAllText(file, statement ?? Statement);
        File.Delete($"{file}.sig");
        Run("-Y", "sign", "-f", Path.Combine(_folder.Path, name), "-n", purpose, file);
        return new Approval(name, Judge.Now, File.ReadAllText($"{file}.sig"));
    }

    private string KeyOf(string name)
    {
        var path = Path.Combine(_folder.Path, name);
        Run("-q", "-t", "ed25519", "-N", string.Empty, "-C", string.Empty, "-f", path);
        return File.ReadAllText($"{path}.pub").Trim();
    }

    private static void Run(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("ssh-keygen", arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
