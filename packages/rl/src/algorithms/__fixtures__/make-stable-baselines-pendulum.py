# Records one call of Stable-Baselines3's PPO.train() on Pendulum-v1: python make-stable-baselines-pendulum.py OUT.json
# Needs stable-baselines3, torch and gymnasium; the recording beside was made with the versions that it names.
import json
import sys

import gymnasium
import numpy as np
import stable_baselines3
import torch
from stable_baselines3 import PPO
from stable_baselines3.common.vec_env import DummyVecEnv

torch.set_num_threads(1)
hyper = dict(n_envs=2, n_steps=32, batch_size=16, n_epochs=4, clip_range=0.2, clip_range_vf=0.2, ent_coef=0.01,
             vf_coef=0.5, max_grad_norm=0.5, lr=0.02, adam_eps=1e-5, gamma=0.99, gae_lambda=0.95)
environments = DummyVecEnv([lambda: gymnasium.make("Pendulum-v1")] * hyper["n_envs"])
model = PPO("MlpPolicy", environments, n_steps=hyper["n_steps"], batch_size=hyper["batch_size"],
            n_epochs=hyper["n_epochs"], learning_rate=hyper["lr"], clip_range=hyper["clip_range"],
            clip_range_vf=hyper["clip_range_vf"], ent_coef=hyper["ent_coef"],
            policy_kwargs=dict(net_arch=[8, 8], log_std_init=-0.5), seed=3, device="cpu")
model._setup_learn(1000)
model.collect_rollouts(model.env, model._init_callback(None), model.rollout_buffer, model.n_steps)


def rounded(array, digits=9):
    return np.round(np.asarray(array, dtype=np.float64), digits).tolist()


def weights():
    return {name: rounded(tensor.detach().numpy(), 10) for name, tensor in model.policy.state_dict().items()}


buffer = model.rollout_buffer
record = dict(sb3=stable_baselines3.__version__, torch=torch.__version__, env="Pendulum-v1", before=weights(),
              last_obs=rounded(model._last_obs), last_dones=[bool(one) for one in model._last_episode_starts],
              **{name: rounded(getattr(buffer, name)) for name in (
                  "observations", "actions", "rewards", "episode_starts", "values", "log_probs", "advantages", "returns")})

permutations = []
permutation = np.random.permutation
np.random.permutation = lambda count: permutations.append(permutation(count)) or permutations[-1]
log = {}


class Recorder:
    def record(self, name, value, **_):
        log[name] = float(value)


model._logger = Recorder()
model._current_progress_remaining = 1.0
model.train()
record.update(perms=[one.tolist() for one in permutations], after=weights(), log=log, hyper=hyper)
with open(sys.argv[1], "w") as file:
    json.dump(record, file, separators=(",", ":"))
