"""Steps per second of PPO on CartPole-v1: python rl-peers.py {sb3,cleanrl,jax} {sb3-shape,cleanrl-shape}.

And the median microseconds of `predict` on one observation of 7 numbers: python rl-peers.py sb3-predict.

Training prints two numbers, medians over the updates after the first: steps per second by the wall clock, and by the processor's time of
the process. One thread, separate 64-64 tanh networks. `cleanrl` does what CleanRL's ppo.py does by default, in our own words: its
hyper-parameters, episode statistics, figures of each minibatch and TensorBoard. `jax` is ours in the manner of PureJaxRL, with
the environment inside of the compiled update, and without logs.
"""
import os
import statistics
import sys
import time

os.environ["OMP_NUM_THREADS"] = os.environ["MKL_NUM_THREADS"] = "1"
os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"

SHAPES = {
    "sb3-shape": dict(environments=8, steps=256, minibatch=256, epochs=10, updates=12),
    "cleanrl-shape": dict(environments=4, steps=128, minibatch=128, epochs=4, updates=48),
}
WARM_UP = 2


class Clock:
    """The time of each update, by the wall clock and by the processor."""

    def __init__(self):
        self.wall, self.processor = [time.perf_counter()], [time.process_time()]

    def tick(self):
        self.wall.append(time.perf_counter())
        self.processor.append(time.process_time())

    def rates(self, shape):
        def rate(times):
            spans = [after - before for before, after in zip(times, times[1:])]
            return shape["environments"] * shape["steps"] / statistics.median(spans[WARM_UP:])

        return rate(self.wall), rate(self.processor)


def sb3(shape):
    import torch
    from stable_baselines3 import PPO
    from stable_baselines3.common.callbacks import BaseCallback
    from stable_baselines3.common.env_util import make_vec_env

    torch.set_num_threads(1)
    clock = Clock()

    class Watch(BaseCallback):
        is_first = True

        def _on_step(self):
            return True

        def _on_rollout_start(self):
            if not self.is_first:
                clock.tick()
            self.is_first = False

        def _on_training_end(self):
            clock.tick()

    model = PPO("MlpPolicy", make_vec_env("CartPole-v1", n_envs=shape["environments"]), n_steps=shape["steps"],
                batch_size=shape["minibatch"], n_epochs=shape["epochs"], seed=1, device="cpu",
                policy_kwargs=dict(net_arch=dict(pi=[64, 64], vf=[64, 64])))
    model.learn(shape["environments"] * shape["steps"] * (shape["updates"] + WARM_UP), callback=Watch())
    return clock.rates(shape)


def sb3_predict():
    import gymnasium
    import numpy as np
    import torch
    from stable_baselines3 import PPO

    torch.set_num_threads(1)

    class Nothing(gymnasium.Env):
        observation_space = gymnasium.spaces.Box(-np.inf, np.inf, (7,), np.float32)
        action_space = gymnasium.spaces.Discrete(3)

        def reset(self, seed=None, options=None):
            return np.zeros(7, np.float32), {}

        def step(self, action):
            return np.zeros(7, np.float32), 0.0, False, False, {}

    model = PPO("MlpPolicy", Nothing(), device="cpu", policy_kwargs=dict(net_arch=dict(pi=[64, 64], vf=[64, 64])))
    seen = np.full(7, 0.1, np.float32)
    seconds = []
    for _ in range(3000):
        start = time.perf_counter()
        model.predict(seen, deterministic=True)
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds[1000:]) * 1e6


def cleanrl(shape):
    import tempfile

    import gymnasium
    import numpy as np
    import torch
    from torch import nn
    from torch.distributions import Categorical
    from torch.utils.tensorboard import SummaryWriter

    torch.set_num_threads(1)
    torch.manual_seed(1)
    np.random.seed(1)
    count, steps = shape["environments"], shape["steps"]
    environments = gymnasium.vector.SyncVectorEnv(
        [lambda: gymnasium.wrappers.RecordEpisodeStatistics(gymnasium.make("CartPole-v1"))] * count,
        autoreset_mode=gymnasium.vector.AutoresetMode.SAME_STEP)

    def layer(inputs, outputs, gain=2 ** 0.5):
        made = nn.Linear(inputs, outputs)
        nn.init.orthogonal_(made.weight, gain)
        nn.init.zeros_(made.bias)
        return made

    class Agent(nn.Module):
        def __init__(self):
            super().__init__()
            self.critic = nn.Sequential(layer(4, 64), nn.Tanh(), layer(64, 64), nn.Tanh(), layer(64, 1, 1.0))
            self.actor = nn.Sequential(layer(4, 64), nn.Tanh(), layer(64, 64), nn.Tanh(), layer(64, 2, 0.01))

        def judge(self, o, action=None):
            law = Categorical(logits=self.actor(o))
            taken = law.sample() if action is None else action
            return taken, law.log_prob(taken), law.entropy(), self.critic(o)

    agent = Agent()
    optimizer = torch.optim.Adam(agent.parameters(), lr=2.5e-4, eps=1e-5)
    observations = torch.zeros(steps, count, 4)
    actions, log_probs, rewards, dones, values = (torch.zeros(steps, count) for _ in range(5))
    seen = torch.Tensor(environments.reset(seed=1)[0])
    done = torch.zeros(count)
    updates = shape["updates"] + WARM_UP
    steps_done = 0
    clock = Clock()
    with tempfile.TemporaryDirectory() as folder, SummaryWriter(folder) as writer:
        for number in range(updates):
            optimizer.param_groups[0]["lr"] = (1 - number / updates) * 2.5e-4
            for step in range(steps):
                steps_done += count
                observations[step], dones[step] = seen, done
                with torch.no_grad():
                    action, log_prob, _, value = agent.judge(seen)
                    values[step] = value.flatten()
                actions[step], log_probs[step] = action, log_prob
                shown, reward, terminated, truncated, info = environments.step(action.cpu().numpy())
                ended = np.logical_or(terminated, truncated)
                rewards[step] = torch.tensor(reward).view(-1)
                seen, done = torch.Tensor(shown), torch.Tensor(ended)
                if "final_info" in info:
                    episodes = info["final_info"]["episode"]
                    for one in np.flatnonzero(ended):
                        print(f"after {steps_done} steps: return {episodes['r'][one]}", file=sys.stderr)
                        writer.add_scalar("charts/episodic_return", episodes["r"][one], steps_done)
                        writer.add_scalar("charts/episodic_length", episodes["l"][one], steps_done)
            with torch.no_grad():
                after = agent.critic(seen).reshape(1, -1)
                advantages = torch.zeros_like(rewards)
                last = 0
                for step in reversed(range(steps)):
                    goes_on = 1 - (done if step == steps - 1 else dones[step + 1])
                    following = after if step == steps - 1 else values[step + 1]
                    surprise = rewards[step] + 0.99 * following * goes_on - values[step]
                    advantages[step] = last = surprise + 0.99 * 0.95 * goes_on * last
                returns = advantages + values
            flat = [one.reshape(-1, *one.shape[2:])
                    for one in (observations, actions, log_probs, advantages, returns, values)]
            order = np.arange(steps * count)
            shares = []
            for _ in range(shape["epochs"]):
                np.random.shuffle(order)
                for first in range(0, steps * count, shape["minibatch"]):
                    rows = order[first:first + shape["minibatch"]]
                    o, a, l, adv, ret, val = (one[rows] for one in flat)
                    _, log_prob, entropy, value = agent.judge(o, a.long())
                    log_ratio = log_prob - l
                    ratio = log_ratio.exp()
                    with torch.no_grad():
                        old_divergence = (-log_ratio).mean()
                        divergence = ((ratio - 1) - log_ratio).mean()
                        shares.append(((ratio - 1).abs() > 0.2).float().mean().item())
                    adv = (adv - adv.mean()) / (adv.std() + 1e-8)
                    policy = torch.max(-adv * ratio, -adv * torch.clamp(ratio, 0.8, 1.2)).mean()
                    value = value.view(-1)
                    clipped = val + torch.clamp(value - val, -0.2, 0.2)
                    error = 0.5 * torch.max((value - ret) ** 2, (clipped - ret) ** 2).mean()
                    mean_entropy = entropy.mean()
                    loss = policy - 0.01 * mean_entropy + 0.5 * error
                    optimizer.zero_grad()
                    loss.backward()
                    nn.utils.clip_grad_norm_(agent.parameters(), 0.5)
                    optimizer.step()
            before, target = flat[5].numpy(), flat[4].numpy()
            variance = np.var(target)
            explained = np.nan if variance == 0 else 1 - np.var(target - before) / variance
            for name, figure in dict(
                    learning_rate=optimizer.param_groups[0]["lr"], value_loss=error.item(), policy_loss=policy.item(),
                    entropy=mean_entropy.item(), old_approx_kl=old_divergence.item(), approx_kl=divergence.item(),
                    clipfrac=np.mean(shares), explained_variance=explained, rate=steps_done).items():
                writer.add_scalar(f"losses/{name}", figure, steps_done)
            clock.tick()
    return clock.rates(shape)


def jax_(shape):
    import jax
    import jax.numpy as jnp

    jax.config.update("jax_platforms", "cpu")
    count, steps, size = shape["environments"], shape["steps"], shape["environments"] * shape["steps"]

    def layer(key, inputs, outputs):
        return dict(w=jax.random.orthogonal(key, max(inputs, outputs))[:inputs, :outputs], b=jnp.zeros(outputs))

    def network(key, outputs):
        keys = jax.random.split(key, 3)
        return [layer(keys[0], 4, 64), layer(keys[1], 64, 64), layer(keys[2], 64, outputs)]

    def apply(layers, x):
        for one in layers[:-1]:
            x = jnp.tanh(x @ one["w"] + one["b"])
        return x @ layers[-1]["w"] + layers[-1]["b"]

    def fresh(key):
        return jax.random.uniform(key, (count, 4), minval=-0.05, maxval=0.05)

    def physics(state, taken, action, key):
        x, v, t, w = state.T
        force = jnp.where(action == 1, 10.0, -10.0)
        pull = (force + 0.05 * w ** 2 * jnp.sin(t)) / 1.1
        turn = (9.8 * jnp.sin(t) - jnp.cos(t) * pull) / (0.5 * (4 / 3 - 0.1 * jnp.cos(t) ** 2 / 1.1))
        push = pull - 0.05 * turn * jnp.cos(t) / 1.1
        after = jnp.stack([x + 0.02 * v, v + 0.02 * push, t + 0.02 * w, w + 0.02 * turn], axis=1)
        taken = taken + 1
        done = (jnp.abs(after[:, 0]) > 2.4) | (jnp.abs(after[:, 2]) > 0.2095) | (taken >= 500)
        return jnp.where(done[:, None], fresh(key), after), jnp.where(done, 0, taken), done

    def log_probability(logits, action):
        return jnp.take_along_axis(jax.nn.log_softmax(logits), action[:, None], axis=1)[:, 0]

    def loss(parameters, o, a, l, adv, ret):
        logits, value = apply(parameters[0], o), apply(parameters[1], o)[:, 0]
        ratio = jnp.exp(log_probability(logits, a) - l)
        adv = (adv - adv.mean()) / (adv.std(ddof=1) + 1e-8)
        policy = -jnp.minimum(ratio * adv, jnp.clip(ratio, 0.8, 1.2) * adv).mean()
        return policy + 0.5 * ((value - ret) ** 2).mean()

    def learn(carry, rows):
        parameters, m, v, t, data = carry
        gradient = jax.grad(loss)(parameters, *(one[rows] for one in data))
        norm = jnp.sqrt(sum((one ** 2).sum() for one in jax.tree.leaves(gradient)))
        gradient = jax.tree.map(lambda one: one * jnp.minimum(1, 0.5 / (norm + 1e-6)), gradient)
        t = t + 1
        m = jax.tree.map(lambda a, g: 0.9 * a + 0.1 * g, m, gradient)
        v = jax.tree.map(lambda a, g: 0.999 * a + 0.001 * g * g, v, gradient)
        parameters = jax.tree.map(
            lambda p, a, b: p - 3e-4 / (1 - 0.9 ** t) * a / (jnp.sqrt(b / (1 - 0.999 ** t)) + 1e-5), parameters, m, v)
        return (parameters, m, v, t, data), None

    def act(carry, key):
        parameters, state, taken = carry
        keys = jax.random.split(key)
        logits = apply(parameters[0], state)
        action = jax.random.categorical(keys[0], logits)
        after, taken, done = physics(state, taken, action, keys[1])
        row = (state, action, log_probability(logits, action), apply(parameters[1], state)[:, 0], done)
        return (parameters, after, taken), row

    def back(carry, row):
        advantage, following = carry
        value, done = row
        goes_on = 1 - done
        advantage = 1 + 0.99 * following * goes_on - value + 0.99 * 0.95 * goes_on * advantage
        return (advantage, value), advantage

    @jax.jit
    def update(parameters, m, v, t, state, taken, key):
        keys = jax.random.split(key, 1 + shape["epochs"])
        (_, state, taken), (o, a, l, values, done) = jax.lax.scan(
            act, (parameters, state, taken), jax.random.split(keys[0], steps))
        last = apply(parameters[1], state)[:, 0]
        _, adv = jax.lax.scan(back, (jnp.zeros(count), last), (values, done), reverse=True)
        data = tuple(one.reshape(size, *one.shape[2:]) for one in (o, a, l, adv, adv + values))
        rows = jnp.concatenate([jax.random.permutation(key, size) for key in keys[1:]])
        (parameters, m, v, t, _), _ = jax.lax.scan(
            learn, (parameters, m, v, t, data), rows.reshape(-1, shape["minibatch"]))
        return parameters, m, v, t, state, taken

    keys = jax.random.split(jax.random.key(1), 3)
    parameters = [network(keys[0], 2), network(keys[1], 1)]
    zeros = jax.tree.map(jnp.zeros_like, parameters)
    carry = (parameters, zeros, zeros, 0.0, fresh(keys[2]), jnp.zeros(count, dtype=jnp.int32))
    clock = Clock()
    for number in range(shape["updates"] + WARM_UP):
        carry = jax.block_until_ready(update(*carry, jax.random.key(number)))
        clock.tick()
    return clock.rates(shape)


if __name__ == "__main__":
    if sys.argv[1] == "sb3-predict":
        print(sb3_predict())
        sys.exit()
    print(*dict(sb3=sb3, cleanrl=cleanrl, jax=jax_)[sys.argv[1]](SHAPES[sys.argv[2]]))
